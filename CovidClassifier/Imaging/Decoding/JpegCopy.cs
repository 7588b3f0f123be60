using SkiaSharp;

namespace CovidClassifier.Imaging.Decoding;

/// <summary>A picture as it comes back from a JPEG file.</summary>
internal static class JpegCopy
{
    /// <param name="picture">Any.</param>
    /// <param name="quality">0 to 100.</param>
    public static GrayImage Of(GrayImage picture, int quality)
    {
        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(picture.Width, picture.Height, SKColorType.Gray8, SKAlphaType.Opaque), picture.Pixels);
        using SKData jpeg = image.Encode(SKEncodedImageFormat.Jpeg, quality);
        return XRayDecoder.DecodeFullSize(jpeg.ToArray());
    }
}
