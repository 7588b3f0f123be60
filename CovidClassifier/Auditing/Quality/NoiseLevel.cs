using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Quality;

/// <summary>
/// Deviation of the noise in gray levels outside the central area, where no lung is, by a mask that sees neither flat nor evenly rising parts (Immerkaer, "Fast
/// noise variance estimation", Computer Vision and Image Understanding 64, 1996).
/// </summary>
internal static class NoiseLevel
{
    /// <returns>0 for a picture of fewer than three rows or columns.</returns>
    public static double OfFrame(GrayImage image)
    {
        (int width, int height, byte[] p) = (image.Width, image.Height, image.Pixels);
        if (width < 3 || height < 3)
        {
            return 0;
        }

        long sum = 0, counted = 0;
        for (int y = 1; y < height - 1; y++)
        {
            for (int at = y * width + 1; at < (y + 1) * width - 1; at++)
            {
                int x = at - y * width;
                if (CentralArea.Contains((x + 0.5) / width, (y + 0.5) / height))
                {
                    continue;
                }

                int above = p[at - width - 1] - 2 * p[at - width] + p[at - width + 1];
                int here = p[at - 1] - 2 * p[at] + p[at + 1];
                int below = p[at + width - 1] - 2 * p[at + width] + p[at + width + 1];
                sum += Math.Abs(above - 2 * here + below);
                counted++;
            }
        }

        return counted == 0 ? 0 : Math.Sqrt(Math.PI / 2) * sum / (6.0 * counted);
    }
}
