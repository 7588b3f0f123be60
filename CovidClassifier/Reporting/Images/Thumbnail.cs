using CovidClassifier.Explanation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Skia;
using CovidClassifier.Imaging.Decoding;
using SkiaSharp;

namespace CovidClassifier.Reporting.Images;

/// <summary>A small JPEG inside the page.</summary>
/// <param name="Address">A data URI.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record Thumbnail(string Address, int Width, int Height)
{
    /// <summary>The longer side of a picture among many.</summary>
    public const int Small = 256;

    /// <summary>The longer side of one that is looked at closely.</summary>
    public const int Large = 512;

    private const int Quality = 75;

    /// <summary>The picture in gray, and under its heat map where there is one; shrunk in its own proportions.</summary>
    /// <exception cref="ImageFormatException">The image cannot be read.</exception>
    public static (Thumbnail Plain, Thumbnail? Explained) Of(XRayImage image, HeatMap? map, int longestSide, CancellationToken cancellationToken)
    {
        ImageSource source = image.Encoded.InMemory();
        (int width, int height) = source.Size();
        double scale = Math.Min(1, (double)longestSide / Math.Max(width, height));
        (int thumbWidth, int thumbHeight) = (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
        GrayImage gray = source.Decode(thumbWidth, thumbHeight, cancellationToken);
        return (
            Encode(gray, SKColorType.Gray8, gray.Pixels),
            map is null ? null : Encode(gray, SKColorType.Rgba8888, Overlay.Blend(gray, map.ToArray(thumbWidth, thumbHeight))));
    }

    private static Thumbnail Encode(GrayImage size, SKColorType type, byte[] pixels)
    {
        try
        {
            using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(size.Width, size.Height, type, SKAlphaType.Opaque), pixels);
            using SKData jpeg = image.Encode(SKEncodedImageFormat.Jpeg, Quality);
            return new Thumbnail($"data:image/jpeg;base64,{Convert.ToBase64String(jpeg.AsSpan())}", size.Width, size.Height);
        }
        catch (Exception e) when (SkiaLibrary.IsMissing(e))
        {
            // the same picture in a larger file
            byte[] png = type == SKColorType.Gray8 ? PngEncoder.Png(pixels, size.Width, size.Height) : PngEncoder.PngOfColors(pixels, size.Width, size.Height);
            return new Thumbnail($"data:image/png;base64,{Convert.ToBase64String(png)}", size.Width, size.Height);
        }
    }
}
