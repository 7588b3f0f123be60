using System.Runtime.InteropServices;
using CovidClassifier.Imaging.Skia;
using SkiaSharp;

namespace CovidClassifier.Auditing.Quality;

/// <summary>How much of a picture is in colour: the share of its pixels whose red, green and blue differ by more than re-encoding makes them.</summary>
internal static class ColourShare
{
    /// <summary>Compression leaves differences of a few levels in gray pictures that are stored as colours.</summary>
    private const int LeastDifference = 20;

    /// <summary>Long sides are decoded smaller where the format can; colours do not need more.</summary>
    private const float LongestSide = 512;

    /// <returns>
    /// 0 to 1; NaN where the file's colours cannot be looked at: SkiaSharp does not read the format, or cannot be called in this application.
    /// </returns>
    public static double Of(ReadOnlyMemory<byte> file)
    {
        try
        {
            return Decoded(file);
        }
        catch (Exception e) when (SkiaLibrary.IsMissing(e))
        {
            return double.NaN;
        }
    }

    private static double Decoded(ReadOnlyMemory<byte> file)
    {
        using SKData data = SKData.CreateCopy(file.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null)
        {
            return double.NaN;
        }

        if (codec.Info.ColorType == SKColorType.Gray8)
        {
            return 0;
        }

        SKSizeI size = codec.GetScaledDimensions(Math.Min(1, LongestSide / Math.Max(codec.Info.Width, codec.Info.Height)));
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        return codec.StartScanlineDecode(info) == SKCodecResult.Success ? ByRows(codec, info)
            : AtOnce(codec, codec.Info.WithSize(size).WithColorType(SKColorType.Rgba8888));
    }

    private static double ByRows(SKCodec codec, SKImageInfo info)
    {
        byte[] row = new byte[info.RowBytes];
        GCHandle pinned = GCHandle.Alloc(row, GCHandleType.Pinned);
        try
        {
            long coloured = 0;
            for (int y = 0; y < info.Height; y++)
            {
                if (codec.GetScanlines(pinned.AddrOfPinnedObject(), 1, info.RowBytes) != 1)
                {
                    return double.NaN;
                }

                coloured += Count(row);
            }

            return coloured / ((double)info.Width * info.Height);
        }
        finally
        {
            pinned.Free();
        }
    }

    private static double AtOnce(SKCodec codec, SKImageInfo info)
    {
        using var bitmap = new SKBitmap(info);
        return codec.GetPixels(info, bitmap.GetPixels()) == SKCodecResult.Success
            ? Count(bitmap.GetPixelSpan()) / ((double)info.Width * info.Height)
            : double.NaN;
    }

    private static long Count(ReadOnlySpan<byte> pixels)
    {
        long coloured = 0;
        for (int i = 0; i + 3 < pixels.Length; i += 4)
        {
            (byte red, byte green, byte blue) = (pixels[i], pixels[i + 1], pixels[i + 2]);
            coloured += Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)) >= LeastDifference ? 1 : 0;
        }

        return coloured;
    }
}
