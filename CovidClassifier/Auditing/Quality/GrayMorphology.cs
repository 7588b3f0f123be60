namespace CovidClassifier.Auditing.Quality;

/// <summary>Opening of a gray picture by a square: bright parts narrower than the square go, the rest stays.</summary>
internal static class GrayMorphology
{
    /// <param name="pixels">Row by row.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="side">Of the square, odd.</param>
    public static byte[] Open(byte[] pixels, int width, int height, int side)
    {
        byte[] lowest = Filter<Lowest>(Filter<Lowest>(pixels, width, height, side), height, width, side);
        return Filter<Highest>(Filter<Highest>(lowest, width, height, side), height, width, side);
    }

    /// <summary>
    /// Lowest or highest value of a window along rows, outside of which nothing counts, with rows and columns exchanged; three comparisons a
    /// pixel however long the window (van Herk, Pattern Recognition Letters 13, 1992).
    /// </summary>
    private static byte[] Filter<TChoice>(byte[] pixels, int width, int height, int side)
        where TChoice : struct, IChoice
    {
        int radius = side / 2, padded = (width + 2 * radius + side - 1) / side * side;
        byte[] line = new byte[padded], fromLeft = new byte[padded], fromRight = new byte[padded];
        byte[] exchanged = new byte[pixels.Length];
        Array.Fill(line, TChoice.Neutral);
        for (int y = 0; y < height; y++)
        {
            pixels.AsSpan(y * width, width).CopyTo(line.AsSpan(radius));
            for (int block = 0; block < padded; block += side)
            {
                int last = block + side - 1;
                (fromLeft[block], fromRight[last]) = (line[block], line[last]);
                for (int i = 1; i < side; i++)
                {
                    fromLeft[block + i] = TChoice.Of(fromLeft[block + i - 1], line[block + i]);
                    fromRight[last - i] = TChoice.Of(fromRight[last - i + 1], line[last - i]);
                }
            }

            for (int x = 0; x < width; x++)
            {
                exchanged[x * height + y] = TChoice.Of(fromRight[x], fromLeft[x + side - 1]);
            }
        }

        return exchanged;
    }

    private interface IChoice
    {
        static abstract byte Neutral { get; }

        static abstract byte Of(byte one, byte other);
    }

    private readonly struct Lowest : IChoice
    {
        public static byte Neutral => byte.MaxValue;

        public static byte Of(byte one, byte other) => Math.Min(one, other);
    }

    private readonly struct Highest : IChoice
    {
        public static byte Neutral => byte.MinValue;

        public static byte Of(byte one, byte other) => Math.Max(one, other);
    }
}
