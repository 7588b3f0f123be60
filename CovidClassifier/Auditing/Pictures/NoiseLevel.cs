using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Pictures;

/// <summary>
/// Deviation of the noise in gray levels, by a mask that sees neither flat nor evenly rising parts (Immerkaer, "Fast noise variance
/// estimation", Computer Vision and Image Understanding 64, 1996).
/// </summary>
internal static class NoiseLevel
{
    /// <returns>0 for a picture of fewer than three rows or columns.</returns>
    public static double Of(GrayImage image)
    {
        (int width, int height, byte[] p) = (image.Width, image.Height, image.Pixels);
        if (width < 3 || height < 3)
        {
            return 0;
        }

        long sum = 0;
        for (int y = 1; y < height - 1; y++)
        {
            for (int at = y * width + 1; at < (y + 1) * width - 1; at++)
            {
                int above = p[at - width - 1] - 2 * p[at - width] + p[at - width + 1];
                int here = p[at - 1] - 2 * p[at] + p[at + 1];
                int below = p[at + width - 1] - 2 * p[at + width] + p[at + width + 1];
                sum += Math.Abs(above - 2 * here + below);
            }
        }

        return Math.Sqrt(Math.PI / 2) * sum / (6.0 * (width - 2) * (height - 2));
    }
}
