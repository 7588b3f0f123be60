using System.Buffers.Binary;
using System.Globalization;
using CovidClassifier.Imaging.Jpeg;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>The samples of one frame as they are stored: the bits of each value, lowest first, the sign not looked at.</summary>
internal static class DicomSamples
{
    /// <returns>One array per sample of a pixel, row by row.</returns>
    /// <exception cref="ImageFormatException">Samples are missing, or packed in another way than the file states.</exception>
    public static IReadOnlyList<ushort[]> Read(EncodedImage image, DicomFile file, DicomPixels pixels, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> bytes = DicomFrames.Of(image, file, pixels);
        switch (file.Syntax.Coding)
        {
            case DicomCoding.Jpeg:
                return FromJpeg(image, pixels, bytes, cancellationToken);
            case DicomCoding.RunLengths:
                byte[] planes = DicomRunLengths.Unpack(image, pixels, bytes.Span);
                return Every(pixels, (sample, at) => RunLengthValue(pixels, planes, sample, at), cancellationToken);
            case var _ when pixels.Samples == 1 && pixels.Allocated == 16:
                return [FromWords(pixels, bytes.Span, file.Syntax.IsBigEndian)];
            default:
                bool isBig = file.Syntax.IsBigEndian, isSwapped = isBig && pixels.Allocated == 8 && file.Elements.Find(DicomTag.Pixels)!.Value.Type == "OW";
                return Every(pixels, (sample, at) => Value(pixels, bytes.Span, Place(pixels, sample, at), isBig, isSwapped), cancellationToken);
        }
    }

    private static ushort[][] FromJpeg(EncodedImage image, DicomPixels pixels, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var jpeg = new EncodedImage(bytes, image.Path);
        if (!new JpegFormat().Recognises(bytes.Span))
        {
            throw image.Refuse("the DICOM file is damaged: its pixels are no JPEG, as its transfer syntax asks.");
        }

        JpegHeader header = JpegHeader.Read(jpeg);
        JpegFrame frame = header.Frame;
        if (frame.Width != pixels.Width || frame.Height != pixels.Height || frame.Components.Count != pixels.Samples || frame.Bits > pixels.Allocated)
        {
            throw image.Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"the DICOM file is damaged: it states {pixels.Width} x {pixels.Height} pixels of {pixels.Samples} samples and {pixels.Allocated} "
                    + $"bits, its JPEG {frame.Width} x {frame.Height} of {frame.Components.Count} and {frame.Bits}."));
        }

        IReadOnlyList<ushort[]> planes = JpegSamples.Read(jpeg, header, cancellationToken).Planes;
        return [.. planes.Select(p => Array.ConvertAll(p, value => (ushort)((value >> (pixels.High + 1 - pixels.Stored)) & pixels.Mask)))];
    }

    private static ushort[] FromWords(DicomPixels pixels, ReadOnlySpan<byte> bytes, bool isBig)
    {
        ushort[] values = new ushort[pixels.Count];
        int shift = pixels.High + 1 - pixels.Stored;
        for (int at = 0; at < values.Length; at++)
        {
            ushort word = isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * at)..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * at)..]);
            values[at] = (ushort)((word >> shift) & pixels.Mask);
        }

        return values;
    }

    private static ushort[][] Every(DicomPixels pixels, Func<int, int, int> value, CancellationToken cancellationToken)
    {
        ushort[][] planes = [.. Enumerable.Range(0, pixels.Samples).Select(_ => new ushort[pixels.Count])];
        int shift = pixels.High + 1 - pixels.Stored;
        for (int sample = 0; sample < planes.Length; sample++)
        {
            ushort[] plane = planes[sample];
            for (int at = 0; at < plane.Length; at++)
            {
                if (at % pixels.Width == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                plane[at] = (ushort)((value(sample, at) >> shift) & pixels.Mask);
            }
        }

        return planes;
    }

    private static int RunLengthValue(DicomPixels pixels, byte[] planes, int sample, int at) => pixels.Allocated == 8
        ? planes[sample * pixels.Count + at]
        : (planes[2 * sample * pixels.Count + at] << 8) | planes[(2 * sample + 1) * pixels.Count + at];

    /// <summary>Number of a sample in a frame that is not packed.</summary>
    private static int Place(DicomPixels pixels, int sample, int at) => pixels.Samples == 1 ? at
        : pixels.Colour == "YBR_FULL_422" ? 4 * (at / 2) + (sample == 0 ? at % 2 : sample + 1)
        : pixels.IsPlanar ? sample * pixels.Count + at
        : pixels.Samples * at + sample;

    private static int Value(DicomPixels pixels, ReadOnlySpan<byte> bytes, int place, bool isBig, bool isSwapped) =>
        pixels.Allocated == 8 ? bytes[isSwapped && (place ^ 1) < bytes.Length ? place ^ 1 : place]
        : isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * place)..])
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * place)..]);
}
