using System.Globalization;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>What a DICOM file states of its pixels (PS3.3, C.7.6.3), checked: sizes, bits, colours, frames.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Colour">Photometric interpretation.</param>
/// <param name="Samples">Samples per pixel, 1 or 3.</param>
/// <param name="IsPlanar">Whether the samples of a colour lie in planes.</param>
/// <param name="Allocated">Bits that a sample takes, 8 or 16.</param>
/// <param name="Stored">Bits that are its value.</param>
/// <param name="High">The highest of them.</param>
/// <param name="IsSigned">Whether values are signed.</param>
/// <param name="Frames">Number of frames.</param>
internal sealed record DicomPixels(int Width, int Height, string Colour, int Samples, bool IsPlanar, int Allocated, int Stored, int High, bool IsSigned,
    int Frames)
{
    private static readonly string[] Grays = ["MONOCHROME1", "MONOCHROME2", "PALETTE COLOR"];
    private static readonly string[] Colours = ["RGB", "YBR_FULL", "YBR_FULL_422"];
    // JPEG 2000 turns these into red, green and blue by itself
    private static readonly string[] Jpeg2000Colours = [.. Colours, "YBR_RCT", "YBR_ICT"];

    /// <summary>Whether low values are white.</summary>
    public bool IsInverted => Colour == "MONOCHROME1";

    public bool IsPalette => Colour == "PALETTE COLOR";

    /// <summary>Whether colours are luma and chroma.</summary>
    public bool IsLumaAndChroma => Colour is "YBR_FULL" or "YBR_FULL_422";

    /// <summary>Pixels of a frame.</summary>
    public int Count => Width * Height;

    /// <summary>Bytes of a frame that is not packed.</summary>
    public long FrameBytes => (long)Count * (Colour == "YBR_FULL_422" ? 2 : Samples) * (Allocated / 8);

    /// <summary>The bits of a value where they stand lowest.</summary>
    public int Mask => (1 << Stored) - 1;

    /// <exception cref="ImageFormatException">Something is missing, contradicts itself, or is not read.</exception>
    public static DicomPixels Read(EncodedImage image, DicomFile file)
    {
        DicomDataSet set = file.Elements;
        if (file.Syntax.Coding == DicomCoding.Foreign)
        {
            throw image.Refuse($"it is a DICOM file in transfer syntax {file.Syntax.Uid} ({file.Syntax.Name}), which is not read; "
                + $"{file.Syntax.Converter} converts it.");
        }

        if (set.Find(DicomTag.Pixels) is null)
        {
            throw image.Refuse(set.Find(DicomTag.FloatPixels) is not null || set.Find(DicomTag.DoublePixels) is not null
                ? "it is a DICOM file whose pixels are fractions (Float Pixel Data); whole numbers of 8 to 16 bits are read."
                : DicomContent.WithoutPicture(image.Bytes.Span[..Math.Min(image.Bytes.Length, IImageFormat.HeadLength)]) is { } content
                    ? $"it is {content}, which holds no picture."
                    : "it is a DICOM file without pixels.");
        }

        int width = Needed(image, set, DicomTag.Columns, "Columns"), height = Needed(image, set, DicomTag.Rows, "Rows");
        image.CheckSize(width, height);
        int samples = set.UInt16(DicomTag.SamplesPerPixel) ?? 1;
        string colour = set.Text(DicomTag.Photometric) ?? throw Missing(image, "Photometric Interpretation");
        string[] colours = file.Syntax.Coding == DicomCoding.Jpeg2000 ? Jpeg2000Colours : Colours;
        if (!(samples == 1 ? Grays : colours).Contains(colour))
        {
            throw image.Refuse($"it is a DICOM file of {samples} samples per pixel and photometric interpretation '{colour}'; "
                + $"{string.Join(", ", Grays)} with one and {string.Join(", ", colours)} with three are read.");
        }

        int allocated = Needed(image, set, DicomTag.BitsAllocated, "Bits Allocated");
        int stored = set.UInt16(DicomTag.BitsStored) ?? allocated, high = set.UInt16(DicomTag.HighBit) ?? stored - 1;
        if (allocated is not (8 or 16) || stored < 1 || stored > allocated || high < stored - 1 || high >= allocated)
        {
            throw image.Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"it is a DICOM file of {allocated} bits per sample ({stored} stored, the highest is bit {high}); 8 and 16 bits, of which 1 to all "
                    + $"are stored, are read."));
        }

        if (colour == "YBR_FULL_422" && file.Syntax.Coding == DicomCoding.Native && width % 2 == 1)
        {
            throw image.Refuse($"the DICOM file is damaged: {width} columns do not go in pairs, as photometric interpretation '{colour}' asks.");
        }

        double frames = set.Number(DicomTag.Frames) ?? 1;
        int planar = set.UInt16(DicomTag.PlanarConfiguration) ?? 0;
        return new DicomPixels(
            width, height, colour, samples, samples == 3 && planar == 1, allocated, stored, high, set.UInt16(DicomTag.PixelRepresentation) == 1,
                (int)Math.Clamp(frames, 1, int.MaxValue));
    }

    private static int Needed(EncodedImage image, DicomDataSet set, DicomTag tag, string name) => set.UInt16(tag) ?? throw Missing(image, name);

    private static ImageFormatException Missing(EncodedImage image, string name) => image.Refuse($"the DICOM file is damaged: it states no {name}.");
}
