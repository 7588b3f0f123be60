using System.Globalization;

namespace CovidClassifier.Imaging;

/// <summary>The bytes of one image file, and the file's path where there is one, so that every refusal can name it.</summary>
internal readonly record struct EncodedImage(ReadOnlyMemory<byte> Bytes, string? Path)
{
    /// <summary>More pixels than any X-ray has; a larger picture is refused from its header, before memory is asked for.</summary>
    public const long MaximumPixels = 100_000_000;

    /// <summary>The longest side JPEG can express; keeps the 32-bit sums of <see cref="Stretch"/> exact for PNG too.</summary>
    public const int MaximumSide = 65_535;

    /// <summary>Which of a file's frames, or pages, is meant, from 1: of DICOM and TIFF any, of an animation the first.</summary>
    public int Frame { get; init; } = 1;

    public ImageFormatException Refuse(string reason, Exception? innerException = null) => new(Path, reason, innerException);

    /// <exception cref="ImageFormatException">Decoding would take more memory than <see cref="DecodingMemory.MostForOne"/>.</exception>
    public void CheckMemory(StoredPicture image, long bytes)
    {
        if (bytes > DecodingMemory.MostForOne)
        {
            throw Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"it is too large: decoding a {image.Format} of {image.Width} x {image.Height} pixels ({image.Pixels}) takes {bytes >> 20} MB; at "
                    + $"most {DecodingMemory.MostForOne >> 20} MB are used."));
        }
    }

    public ImageFormatException EndsEarly() => Refuse("the file ends early; copy or download it again.");

    /// <exception cref="ImageFormatException">
    /// The size is zero, has a side above <see cref="MaximumSide"/> or more than <see cref="MaximumPixels"/> pixels.
    /// </exception>
    public void CheckSize(long width, long height)
    {
        if (width == 0 || height == 0)
        {
            throw Refuse($"its header states a size of {width} x {height} pixels.");
        }

        if (width > MaximumSide || height > MaximumSide || width * height > MaximumPixels)
        {
            throw Refuse(
                $"its header states {width} x {height} pixels; "
                + $"at most {MaximumPixels / 1_000_000} megapixels and {MaximumSide} pixels per side are read.");
        }
    }
}
