using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Imaging.Jpeg;

namespace CovidClassifier.Auditing.Scanning;

/// <summary>What an image file states before its pixels.</summary>
/// <param name="Format">As <see cref="StoredPicture.Format"/>.</param>
/// <param name="Width">In pixels, as stored.</param>
/// <param name="Height">In pixels, as stored.</param>
/// <param name="Pixels">Channels or colour type, bits of each, and interlacing or coding, in one word.</param>
/// <param name="Tables">The JPEG's quantisation tables; blank for other formats.</param>
internal sealed record HeaderMetadata(string Format, int Width, int Height, string Pixels, string Tables)
{
    /// <param name="image">A file that has been decoded without error.</param>
    public static HeaderMetadata Of(EncodedImage image)
    {
        StoredPicture picture = ImageFormats.Open(image);
        return new HeaderMetadata(picture.Format, picture.Width, picture.Height, picture.Pixels, picture is JpegPicture ? JpegTables.Of(image) : "");
    }
}
