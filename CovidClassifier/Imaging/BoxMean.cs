namespace CovidClassifier.Imaging;

/// <summary>Mean over squares; beyond the edge, the edge goes on.</summary>
internal static class BoxMean
{
    public static byte[] Of(byte[] pixels, int width, int height, int radius) =>
        AlongRows(AlongRows(pixels, width, height, radius), height, width, radius);

    /// <summary>Along rows, with rows and columns exchanged.</summary>
    private static byte[] AlongRows(byte[] pixels, int width, int height, int radius)
    {
        byte[] exchanged = new byte[pixels.Length];
        for (int y = 0; y < height; y++)
        {
            int start = y * width, sum = 0;
            for (int i = -radius; i <= radius; i++)
            {
                sum += pixels[start + Math.Clamp(i, 0, width - 1)];
            }

            for (int x = 0; x < width; x++)
            {
                exchanged[x * height + y] = (byte)((sum + radius) / (2 * radius + 1));
                sum += pixels[start + Math.Min(x + radius + 1, width - 1)] - pixels[start + Math.Max(x - radius, 0)];
            }
        }

        return exchanged;
    }
}
