using System.Buffers;
using CovidClassifier.Imaging;

namespace CovidClassifier.Augmentation;

/// <summary>
/// Varies one gray image by one draw, with the maths of Keras' <c>ImageDataGenerator</c>: affine map, bilinear, edges repeated
/// (<c>fill_mode="nearest"</c>), then mirrored, then brightness. Whole-number arithmetic, the same bytes on every path. What the study does not have, changes
/// of the gray levels, comes last. Safe to call from many threads.
/// </summary>
internal static class Augmenter
{
    /// <summary>The image after <paramref name="draw"/>.</summary>
    public static GrayImage Apply(GrayImage source, in AugmentationDraw draw)
    {
        byte[] pixels = new byte[source.Pixels.Length];
        Apply(source.Pixels, source.Width, source.Height, draw, pixels);
        return new GrayImage(source.Width, source.Height, pixels);
    }

    /// <summary>Writes the image after <paramref name="draw"/> as bytes.</summary>
    /// <param name="source">width x height gray values, row by row.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="draw">What to do.</param>
    /// <param name="destination">Takes width x height gray values; must not overlap <paramref name="source"/>.</param>
    public static void Apply(ReadOnlySpan<byte> source, int width, int height, in AugmentationDraw draw, Span<byte> destination)
    {
        Check(source, width, height, destination.Length);
        if (draw == AugmentationDraw.Identity)
        {
            source.CopyTo(destination);
            return;
        }

        var map = new AffineMap(width, height, draw);
        ushort[] pairs = ArrayPool<ushort>.Shared.Rent(BilinearSampler.PairsLength(width, height));
        BilinearSampler.FillPairs(source, width, height, pairs);
        var sampler = new BilinearSampler(pairs, width, height, map.FractionBits, draw.Brightness);
        for (int y = 0; y < height; y++)
        {
            (int row, int column) = map.Start(y);
            sampler.Sample(row, column, map.RowStep, map.ColumnStep, destination.Slice(y * width, width));
        }

        Intensities.Apply(destination, width, height, draw.Intensity);

        ArrayPool<ushort>.Shared.Return(pairs);
    }

    /// <summary>Writes the image after <paramref name="draw"/> as floats 0 to 255: the same whole numbers as the bytes.</summary>
    public static void Apply(ReadOnlySpan<byte> source, int width, int height, in AugmentationDraw draw, Span<float> destination)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(destination.Length);
        Apply(source, width, height, draw, bytes.AsSpan(0, destination.Length));
        PixelScale.ToFloats(bytes.AsSpan(0, destination.Length), destination);
        ArrayPool<byte>.Shared.Return(bytes);
    }

    private static void Check(ReadOnlySpan<byte> source, int width, int height, int destinationLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (source.Length != (long)width * height || destinationLength != source.Length)
        {
            throw new ArgumentException(
                $"A {width} x {height} image needs {(long)width * height} pixels on both sides, got {source.Length} and {destinationLength}.");
        }
    }
}
