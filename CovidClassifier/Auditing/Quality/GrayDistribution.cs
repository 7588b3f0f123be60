using CovidClassifier.Imaging;

namespace CovidClassifier.Auditing.Quality;

/// <summary>How the gray values of a picture are spread, 0 black to 255 white.</summary>
/// <param name="Distinct">Different values in the whole picture, 1 to 256.</param>
/// <param name="Range">From the lowest to the highest value of the whole picture, without the outermost thousandths.</param>
/// <param name="Deviation">Standard deviation over the whole picture.</param>
/// <param name="Mean">Of the central area.</param>
/// <param name="Low">Value below which 5 % of the central area lie.</param>
/// <param name="Median">Value below which half of the central area lies.</param>
/// <param name="High">Value below which 95 % of the central area lie.</param>
/// <param name="FrameMean">Mean of what is outside the central area.</param>
/// <param name="FrameDeviation">Standard deviation there.</param>
internal sealed record GrayDistribution(
    int Distinct, int Range, double Deviation, double Mean, int Low, int Median, int High, double FrameMean, double FrameDeviation)
{
    private const int Values = 256;

    /// <param name="image">At full size.</param>
    /// <param name="fitted">The same, perhaps smaller.</param>
    public static GrayDistribution Of(GrayImage image, GrayImage fitted)
    {
        int[] whole = new int[Values], central = new int[Values], frame = new int[Values];
        foreach (byte gray in image.Pixels)
        {
            whole[gray]++;
        }

        for (int i = 0; i < fitted.Pixels.Length; i++)
        {
            bool isCentral = CentralArea.Contains((i % fitted.Width + 0.5) / fitted.Width, (i / fitted.Width + 0.5) / fitted.Height);
            (isCentral ? central : frame)[fitted.Pixels[i]]++;
        }

        double frameMean = Moment(frame, 0, 1);
        return new GrayDistribution(
            whole.Count(n => n > 0),
            Quantile(whole, 0.999) - Quantile(whole, 0.001),
            Math.Sqrt(Moment(whole, Moment(whole, 0, 1), 2)),
            Moment(central, 0, 1),
            Quantile(central, 0.05),
            Quantile(central, 0.5),
            Quantile(central, 0.95),
            frameMean,
            Math.Sqrt(Moment(frame, frameMean, 2)));
    }

    private static int Quantile(int[] counts, double share)
    {
        long beyond = (long)(share * counts.Sum(n => (long)n));
        int value = 0;
        for (long seen = counts[0]; seen <= beyond && value < Values - 1; seen += counts[value])
        {
            value++;
        }

        return value;
    }

    private static double Moment(int[] counts, double centre, int power) =>
        counts.Select((n, gray) => n * Math.Pow(gray - centre, power)).Sum() / Math.Max(1, counts.Sum(n => (long)n));
}
