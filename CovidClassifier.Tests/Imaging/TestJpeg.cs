using System.Runtime.InteropServices;
using SkiaSharp;

namespace CovidClassifier.Tests.Imaging;

/// <summary>JPEG files for tests: encoded by SkiaSharp, their segments changed by hand.</summary>
internal static class TestJpeg
{
    public static byte[] Gray(int width, int height, Func<int, int, int> pixel, int quality = 95)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        byte[] pixels = new byte[bitmap.ByteCount];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                pixels[y * bitmap.RowBytes + x] = (byte)pixel(x, y);
            }
        }

        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        return Encode(bitmap, quality);
    }

    public static byte[] Colour(int width, int height, Func<int, int, (int R, int G, int B)> pixel, int quality = 95, SKColorSpace? profile = null)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque, profile));
        byte[] pixels = new byte[bitmap.ByteCount];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int r, int g, int b) = pixel(x, y);
                Span<byte> at = pixels.AsSpan(y * bitmap.RowBytes + 4 * x, 4);
                (at[0], at[1], at[2], at[3]) = ((byte)r, (byte)g, (byte)b, 255);
            }
        }

        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        return Encode(bitmap, quality);
    }

    /// <summary>The file with a segment put behind the start marker.</summary>
    public static byte[] With(byte[] jpeg, byte marker, byte[] body) =>
        [.. jpeg[..2], 0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body, .. jpeg[2..]];

    /// <summary>The file with its first segment of a kind changed; null takes the segment out.</summary>
    public static byte[] Change(byte[] jpeg, byte marker, Func<byte[], byte[]?> change)
    {
        for (int at = 2; jpeg[at + 1] != 0xDA;)
        {
            int end = at + 2 + (jpeg[at + 2] << 8 | jpeg[at + 3]);
            if (jpeg[at + 1] == marker)
            {
                byte[] rest = [.. jpeg[..at], .. jpeg[end..]];
                return change(jpeg[(at + 4)..end]) is { } body
                    ? [.. jpeg[..at], 0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body, .. jpeg[end..]]
                    : rest;
            }

            at = end;
        }

        throw new InvalidOperationException($"No segment {marker:X2}.");
    }

    /// <summary>Pixels as SkiaSharp decodes them at full size, gray by the formula in double precision.</summary>
    public static double[] SkiaGray(byte[] file)
    {
        using SKCodec codec = SKCodec.Create(new SKMemoryStream(file));
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        Assert.That(codec.GetPixels(info, bitmap.GetPixels()), Is.EqualTo(SKCodecResult.Success));
        byte[] rgba = bitmap.Bytes;
        double[] gray = new double[info.Width * info.Height];
        for (int i = 0; i < gray.Length; i++)
        {
            gray[i] = (0.299 * rgba[4 * i] + 0.587 * rgba[4 * i + 1] + 0.114 * rgba[4 * i + 2]) * rgba[4 * i + 3] / 255;
        }

        return gray;
    }

    private static byte[] Encode(SKBitmap bitmap, int quality)
    {
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }
}
