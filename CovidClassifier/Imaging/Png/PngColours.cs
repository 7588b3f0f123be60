namespace CovidClassifier.Imaging.Png;

/// <summary>Counts the coloured pixels of a PNG's rows.</summary>
internal sealed class PngColours(PngFile file, ColouredPixels counted)
{
    /// <summary>Whether a picture of this kind can have any.</summary>
    public static bool CanBeIn(PngHeader header) => header.Color is not (PngColor.Gray or PngColor.GrayAlpha);

    /// <summary>Counts those of a row.</summary>
    /// <param name="row">As <see cref="PngRows"/> gives it.</param>
    /// <param name="gray">One for each pixel; left as they are.</param>
    public void Count(ReadOnlySpan<byte> row, Span<byte> gray)
    {
        PngHeader header = file.Header;
        int bytes = header.BitDepth / 8, channels = header.Channels;
        for (int i = 0; i < gray.Length; i++)
        {
            if (header.Color == PngColor.Palette)
            {
                CountIndexed(PngGray.Index(row, i, header.BitDepth));
                continue;
            }

            // of 16 bits the upper ones come first, and suffice
            ReadOnlySpan<byte> pixel = row.Slice(i * channels * bytes, channels * bytes);
            counted.Add(pixel[0], pixel[bytes], pixel[2 * bytes], channels == 4 ? pixel[3 * bytes] : byte.MaxValue);
        }
    }

    // what is not in the palette is refused where the picture is decoded
    private void CountIndexed(int index)
    {
        ReadOnlySpan<byte> palette = file.Palette.Span, alpha = file.Transparency.Span;
        if (3 * index + 2 < palette.Length)
        {
            counted.Add(palette[3 * index], palette[3 * index + 1], palette[3 * index + 2], index < alpha.Length ? alpha[index] : byte.MaxValue);
        }
    }
}
