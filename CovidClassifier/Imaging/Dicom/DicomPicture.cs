using CovidClassifier.Imaging.Jpeg;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>A DICOM file's picture: one of its frames.</summary>
internal sealed class DicomPicture(EncodedImage image, DicomFile file, DicomPixels pixels) : StoredPicture
{
    public override string Format => "DICOM";

    public override int Width => pixels.Width;

    public override int Height => pixels.Height;

    public override int Frames => pixels.Frames;

    public override int Frame => image.Frame;

    public override string Pixels => $"{pixels.Colour} {pixels.Stored}{(pixels.IsSigned ? " signed" : "")}, {file.Syntax.Name}";

    public override long WorkingBytes(int width, int height)
    {
        long samples = (long)pixels.Count * pixels.Samples * sizeof(ushort);
        // what unpacks a frame holds it again: planes of bytes, coefficients or samples
        long unpacking = file.Syntax.Coding switch
        {
            DicomCoding.RunLengths => samples,
            DicomCoding.JpegLs => samples,
            DicomCoding.Jpeg => 2 * samples,
            DicomCoding.Jpeg2000 => 3 * samples,
            _ => 0,
        };
        return samples + unpacking + (long)pixels.Count * sizeof(ushort) + (long)width * height;
    }

    public override GrayImage Decode(int width, int height, CancellationToken cancellationToken)
    {
        IReadOnlyList<ushort[]> samples = DicomSamples.Read(image, file, pixels, cancellationToken);
        var stretch = new Stretch(Width, Height, width, height);
        Func<int, byte> gray = pixels.IsPalette ? Palette(samples[0]) : pixels.Samples == 1 ? Gray(samples[0]) : Colour(samples);
        byte[] row = new byte[Width];
        for (int y = 0; y < Height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = gray(y * Width + x);
            }

            stretch.Push(row);
        }

        return stretch.ToImage();
    }

    private Func<int, byte> Gray(ushort[] values)
    {
        byte[] table = new DicomGrays(pixels, file.Elements, image.Frame).Table(values);
        return at => table[values[at]];
    }

    private Func<int, byte> Palette(ushort[] values)
    {
        DicomTable[] colours =
        [
            Channel(DicomTag.RedDescriptor, DicomTag.RedPalette), Channel(DicomTag.GreenDescriptor, DicomTag.GreenPalette),
            Channel(DicomTag.BlueDescriptor, DicomTag.BluePalette),
        ];
        byte[] table = new byte[pixels.Mask + 1];
        for (int stored = 0; stored < table.Length; stored++)
        {
            int index = pixels.IsSigned && stored > pixels.Mask >> 1 ? stored - pixels.Mask - 1 : stored;
            uint[] rgb = Array.ConvertAll(colours, c => (uint)c.Of(index) >> (c.Bits - 8));
            table[stored] = Luma.Of(Math.Min(rgb[0], 255), Math.Min(rgb[1], 255), Math.Min(rgb[2], 255));
        }

        return at => table[values[at]];
    }

    private DicomTable Channel(DicomTag descriptor, DicomTag data) =>
        DicomTable.Of(file.Elements, descriptor, data, pixels.IsSigned)
        ?? throw image.Refuse("the DICOM file is damaged: its palette is missing, or of a kind that is not read.");

    private Func<int, byte> Colour(IReadOnlyList<ushort[]> samples)
    {
        ushort[] first = samples[0], second = samples[1], third = samples[2];
        return at =>
        {
            (byte a, byte b, byte c) = (Eight(first[at]), Eight(second[at]), Eight(third[at]));
            (a, b, c) = pixels.IsLumaAndChroma ? JpegGray.Rgb(a, b, c) : (a, b, c);
            return Luma.Of(a, b, c);
        };
    }

    private byte Eight(ushort value) => (byte)(value * 255L / pixels.Mask);
}
