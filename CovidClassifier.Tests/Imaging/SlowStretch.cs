namespace CovidClassifier.Tests.Imaging;

/// <summary>The stretch in double precision, pixel by pixel from its definition: the oracle for the fast one.</summary>
internal static class SlowStretch
{
    public static double[] Of(double[] source, int width, int height, int toWidth, int toHeight)
    {
        double[] result = new double[toWidth * toHeight];
        for (int y = 0; y < toHeight; y++)
        {
            List<(int Index, double Weight)> rows = Weights(height, toHeight, y);
            for (int x = 0; x < toWidth; x++)
            {
                foreach ((int column, double across) in Weights(width, toWidth, x))
                {
                    foreach ((int row, double down) in rows)
                    {
                        result[y * toWidth + x] += across * down * source[row * width + column];
                    }
                }
            }
        }

        return result;
    }

    private static List<(int Index, double Weight)> Weights(int source, int target, int i)
    {
        if (target > source)
        {
            double centre = Math.Clamp((i + 0.5) * source / target - 0.5, 0, source - 1);
            int first = Math.Min((int)centre, source - 1);
            return [(first, 1 - (centre - first)), (Math.Min(first + 1, source - 1), centre - first)];
        }

        double scale = (double)source / target;
        double from = i * scale;
        double to = (i + 1) * scale;
        var weights = new List<(int, double)>();
        for (int k = (int)from; k < source && k < to; k++)
        {
            weights.Add((k, Math.Max(0, Math.Min(k + 1, to) - Math.Max(k, from)) / scale));
        }

        return weights;
    }
}
