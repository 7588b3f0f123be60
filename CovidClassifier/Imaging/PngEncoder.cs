using System.Runtime.InteropServices;
using SkiaSharp;

namespace CovidClassifier.Imaging;

/// <summary>Gray pixels as a PNG file.</summary>
internal static class PngEncoder
{
    /// <summary>The bytes of the file; decoding it gives the pixels back.</summary>
    public static byte[] Png(ReadOnlySpan<byte> pixels, int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (int y = 0; y < height; y++)
        {
            Marshal.Copy(pixels.Slice(y * width, width).ToArray(), 0, bitmap.GetPixels() + (y * bitmap.RowBytes), width);
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return data.ToArray();
    }
}
