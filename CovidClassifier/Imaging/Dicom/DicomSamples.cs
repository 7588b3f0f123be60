using System.Buffers.Binary;
using System.Globalization;
using CovidClassifier.Imaging.Jpeg;
using CovidClassifier.Imaging.Jpeg2000;
using CovidClassifier.Imaging.JpegLs;

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
            case DicomCoding.JpegLs:
                return FromJpegLs(image, pixels, bytes, cancellationToken);
            case DicomCoding.Jpeg2000:
                return FromJpeg2000(image, pixels, bytes, cancellationToken);
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
        RequireKind(image, new JpegFormat().Recognises(bytes.Span), "JPEG");
        JpegHeader header = JpegHeader.Read(jpeg);
        JpegFrame frame = header.Frame;
        RequireShape(image, pixels, "JPEG", frame.Width, frame.Height, frame.Components.Count, frame.Bits);
        return Stored(pixels, JpegSamples.Read(jpeg, header, cancellationToken).Planes);
    }

    private static ushort[][] FromJpegLs(EncodedImage image, DicomPixels pixels, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        RequireKind(image, JpegLsDecoder.Recognises(bytes.Span), "JPEG-LS");
        return Stored(pixels, JpegLsDecoder.Decode(new EncodedImage(bytes, image.Path), RequireFrame, cancellationToken));

        void RequireFrame(JpegLsFrame frame) =>
            RequireShape(image, pixels, "JPEG-LS", frame.Width, frame.Height, frame.Components.Length, frame.Bits);
    }

    private static ushort[][] FromJpeg2000(EncodedImage image, DicomPixels pixels, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var stream = new EncodedImage(bytes, image.Path);
        RequireKind(image, Jpeg2000Header.Recognises(bytes.Span), "JPEG 2000");
        Jpeg2000Header header = Jpeg2000Header.Read(stream);
        Area picture = header.Size.Picture;
        RequireShape(
            image, pixels, "JPEG 2000", picture.Width, picture.Height, header.Size.Components.Length, header.Size.Components.Max(c => c.Bits));
        return Stored(pixels, Jpeg2000Decoder.Decode(stream, header, cancellationToken));
    }

    private static void RequireKind(EncodedImage image, bool isThere, string kind)
    {
        if (!isThere)
        {
            throw image.Refuse($"the DICOM file is damaged: its pixels are no {kind}, as its transfer syntax asks.");
        }
    }

    private static void RequireShape(EncodedImage image, DicomPixels pixels, string kind, int width, int height, int samples, int bits)
    {
        if (width != pixels.Width || height != pixels.Height || samples != pixels.Samples || bits > pixels.Allocated)
        {
            throw image.Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"the DICOM file is damaged: it states {pixels.Width} x {pixels.Height} pixels of {pixels.Samples} samples and {pixels.Allocated} "
                    + $"bits, its {kind} {width} x {height} of {samples} and {bits}."));
        }
    }

    private static ushort[][] Stored(DicomPixels pixels, IReadOnlyList<ushort[]> planes) =>
        [.. planes.Select(p => Array.ConvertAll(p, value => (ushort)((value >> (pixels.High + 1 - pixels.Stored)) & pixels.Mask)))];

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
