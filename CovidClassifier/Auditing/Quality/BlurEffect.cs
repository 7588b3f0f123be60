using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Quality;

/// <summary>
/// How blurred a picture is, 0 to 1: what share of the differences between neighbours is left when it is blurred once more. A sharp picture
/// loses most of them, a blurred one has none to lose (Crete, Dolmiere, Ladret and Nicolas, "The blur effect: perception and estimation with a
/// new no-reference perceptual blur metric", SPIE 6492, 2007). The worse of rows and columns, so that a shake shows too.
/// </summary>
internal static class BlurEffect
{
    private const int Radius = 4, Window = 2 * Radius + 1;

    /// <returns>1 for a picture without any difference.</returns>
    public static double Of(GrayImage image) => Of(image, (_, _) => true);

    /// <summary>Outside the central area alone, where no lung is.</summary>
    public static double OfFrame(GrayImage image) =>
        Of(image, (x, y) => !CentralArea.Contains((x + 0.5) / image.Width, (y + 0.5) / image.Height));

    private static double Of(GrayImage image, Func<int, int, bool> counts) => Math.Max(
        Along(image, 1, image.Width, image.Width, image.Height, (i, line) => counts(i, line)),
        Along(image, image.Width, image.Height, 1, image.Width, (i, line) => counts(line, i)));

    /// <param name="image">Any.</param>
    /// <param name="step">From a pixel to the next on a line.</param>
    /// <param name="length">Pixels of a line.</param>
    /// <param name="lineStep">From a line to the next.</param>
    /// <param name="lines">Number of lines.</param>
    /// <param name="counts">Whether a pixel, by its place on a line, is asked about.</param>
    private static double Along(GrayImage image, int step, int length, int lineStep, int lines, Func<int, int, bool> counts)
    {
        byte[] pixels = image.Pixels;
        double all = 0, lost = 0;
        for (int line = 0; line < lines; line++)
        {
            int start = line * lineStep;

            // the edge pixel goes on outside
            int At(int i) => pixels[start + Math.Clamp(i, 0, length - 1) * step];
            for (int i = 1; i < length; i++)
            {
                int change = At(i + Radius) - At(i - 1 - Radius);
                if (counts(i, line))
                {
                    int difference = Math.Abs(At(i) - At(i - 1));
                    all += difference;
                    lost += Math.Max(0, difference - Math.Abs(change) / (double)Window);
                }
            }
        }

        return all > 0 ? (all - lost) / all : 1;
    }
}
