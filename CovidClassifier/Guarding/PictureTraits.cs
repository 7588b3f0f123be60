using CovidClassifier.Imaging;

namespace CovidClassifier.Guarding;

/// <summary>Numbers of a picture at the network's size that say how it came about rather than what it shows, to tell whether pictures have changed.</summary>
internal static class PictureTraits
{
    private const byte Black = 8;

    /// <summary>Each trait's name, for people, and how it is measured.</summary>
    public static IReadOnlyList<(string Name, Func<GrayImage, double> Of)> All { get; } =
    [
        ("brightness", image => image.Pixels.Average(p => (double)p)),
        ("contrast", image => Deviation(image.Pixels)),
        ("fine detail", FineDetail),
        ("black area", image => image.Pixels.Average(p => p < Black ? 1.0 : 0)),
        ("edges of the picture", image => Frame(image) - image.Pixels.Average(p => (double)p)),
        ("bright half", image => Part(image, 0, image.Height / 2) - Part(image, image.Height / 2, image.Height)),
    ];

    private static double Deviation(byte[] pixels)
    {
        double mean = pixels.Average(p => (double)p);
        return Math.Sqrt(pixels.Average(p => (p - mean) * (p - mean)));
    }

    /// <summary>Mean difference between neighbours in a row, in units of the contrast.</summary>
    private static double FineDetail(GrayImage image)
    {
        double sum = 0;
        for (int i = 1; i < image.Pixels.Length; i++)
        {
            sum += i % image.Width == 0 ? 0 : Math.Abs(image.Pixels[i] - image.Pixels[i - 1]);
        }

        return sum / (image.Pixels.Length * Math.Max(1, Deviation(image.Pixels)));
    }

    /// <summary>Mean of the outermost tenth on each side.</summary>
    private static double Frame(GrayImage image)
    {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            if (!CentralArea.Contains((i % image.Width + 0.5) / image.Width, (i / image.Width + 0.5) / image.Height))
            {
                sum += image.Pixels[i];
                count++;
            }
        }

        return sum / count;
    }

    private static double Part(GrayImage image, int from, int to) =>
        image.Pixels.Skip(from * image.Width).Take((to - from) * image.Width).Average(p => (double)p);
}
