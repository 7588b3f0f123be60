using CovidClassifier.Foundation;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;

namespace CovidClassifier.Augmentation;

/// <summary>Changes the gray levels of one image by one draw: as a machine would (gamma, contrast, inversion, blur, noise), then as a file would (JPEG, what is
/// painted over). Safe to call from many threads.</summary>
internal static class Intensities
{
    /// <summary>Changes the pixels in place.</summary>
    /// <param name="pixels">width x height gray values, row by row.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="draw">What to do.</param>
    public static void Apply(Span<byte> pixels, int width, int height, in IntensityDraw draw)
    {
        if (draw == IntensityDraw.Identity)
        {
            return;
        }

        Map(pixels, draw);
        if (draw.BlurPixels > 0)
        {
            Blur(pixels, width, height, draw.BlurPixels);
        }

        if (draw.Noise > 0)
        {
            AddNoise(pixels, draw);
        }

        if (draw.JpegQuality is { } quality)
        {
            JpegCopy.Of(new GrayImage(width, height, pixels.ToArray()), quality).Pixels.CopyTo(pixels);
        }

        draw.Erased?.Apply(pixels, width, height);
    }

    private static void Map(Span<byte> pixels, in IntensityDraw draw)
    {
        if (draw is { Gamma: 1, Contrast: 1, IsInverted: false })
        {
            return;
        }

        long sum = 0;
        foreach (byte pixel in pixels)
        {
            sum += pixel;
        }

        double mean = (double)sum / pixels.Length;
        Span<byte> table = stackalloc byte[256];
        for (int gray = 0; gray < table.Length; gray++)
        {
            double stretched = Math.Clamp(mean + draw.Contrast * (gray - mean), 0, 255);
            double bent = 255 * Math.Pow(stretched / 255, draw.Gamma);
            table[gray] = (byte)Math.Round(draw.IsInverted ? 255 - bent : bent);
        }

        foreach (ref byte pixel in pixels)
        {
            pixel = table[pixel];
        }
    }

    // three means over squares are near a bell
    private static void Blur(Span<byte> pixels, int width, int height, int radius)
    {
        byte[] blurred = pixels.ToArray();
        for (int pass = 0; pass < 3; pass++)
        {
            blurred = BoxMean.Of(blurred, width, height, radius);
        }

        blurred.CopyTo(pixels);
    }

    private static void AddNoise(Span<byte> pixels, in IntensityDraw draw)
    {
        // the sum of four uniform numbers is near enough to normal and a quarter of its price; their deviation is sqrt(4 / 12) of 65,536
        RandomStream random = new(draw.Seed);
        double scale = draw.Noise / (65536 * Math.Sqrt(4 / 12.0));
        foreach (ref byte pixel in pixels)
        {
            ulong bits = random.Next();
            long four = (long)(bits & 0xFFFF) + (long)((bits >> 16) & 0xFFFF) + (long)((bits >> 32) & 0xFFFF) + (long)(bits >> 48);
            pixel = (byte)Math.Clamp(Math.Round(pixel + (four - 131070) * scale), 0, 255);
        }
    }
}
