using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing;

/// <summary>What an image file states before its pixels.</summary>
/// <param name="Format">PNG, JPEG, or "other".</param>
/// <param name="Width">In pixels, as stored.</param>
/// <param name="Height">In pixels, as stored.</param>
/// <param name="Pixels">Channels or colour type, bits of each, and interlacing or coding, in one word.</param>
/// <param name="Tables">The JPEG's quantisation tables; blank for other formats.</param>
internal sealed record HeaderFacts(string Format, int Width, int Height, string Pixels, string Tables)
{
    /// <param name="image">A file that has been decoded without error.</param>
    /// <param name="picture">Its pixels, for formats whose header is not looked into.</param>
    public static HeaderFacts Of(EncodedImage image, GrayImage picture)
    {
        ReadOnlySpan<byte> head = image.Bytes.Span[..Math.Min(image.Bytes.Length, FileKind.HeadLength)];
        if (FileKind.IsPng(head))
        {
            PngHeader png = PngFile.Read(image).Header;
            return new HeaderFacts("PNG", png.Width, png.Height, $"{png.Color} {png.BitDepth}{(png.IsInterlaced ? " interlaced" : "")}", "");
        }

        if (FileKind.IsJpeg(head))
        {
            JpegHeader jpeg = JpegHeader.Read(image);
            return new HeaderFacts("JPEG", jpeg.Width, jpeg.Height, $"{jpeg.Channels} x 8", JpegTables.Of(image));
        }

        return new HeaderFacts("other", picture.Width, picture.Height, "", "");
    }
}
