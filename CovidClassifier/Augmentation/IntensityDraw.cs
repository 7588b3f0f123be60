using CovidClassifier.Foundation;

namespace CovidClassifier.Augmentation;

/// <summary>
/// What happens to the gray levels of one copy of one image, as another machine, another export or another hand would have changed them.
/// </summary>
/// <param name="Gamma">Exponent of gray levels as shares of 255.</param>
/// <param name="Contrast">Factor of the distance from the image's mean.</param>
/// <param name="IsInverted">Whether black and white change places.</param>
/// <param name="BlurPixels">Half side of the squares that are averaged over, three times; 0: none.</param>
/// <param name="Noise">Standard deviation in gray levels; 0: none.</param>
/// <param name="JpegQuality">0 to 100; null: no JPEG.</param>
/// <param name="Erased">What of a border or corner is painted over; null: nothing.</param>
/// <param name="Seed">Of the noise.</param>
internal readonly record struct IntensityDraw(
    double Gamma, double Contrast, bool IsInverted, int BlurPixels, double Noise, int? JpegQuality, ErasedPlace? Erased, ulong Seed)
{
    /// <summary>Leaves the gray levels as they are.</summary>
    public static IntensityDraw Identity { get; } = new(1, 1, false, 0, 0, null, null, 0);

    /// <summary>Each quantity takes its own numbers of the stream, so that switching one on leaves the others as they were.</summary>
    /// <param name="options">The ranges.</param>
    /// <param name="random">A stream of its own.</param>
    public static IntensityDraw Draw(AugmentationOptions options, RandomStream random)
    {
        if (!options.VariesIntensity)
        {
            return Identity;
        }

        double gamma = Between(options.GammaLow, options.GammaHigh, random.NextDouble());
        double contrast = random.Uniform(options.ContrastLow, options.ContrastHigh);
        bool isInverted = random.NextDouble() < options.InvertedShare;
        int blur = (int)Math.Round(random.NextDouble() * options.BlurPixels);
        double noise = random.NextDouble() * options.NoiseDeviation;
        int quality = (int)Math.Round(random.Uniform(options.JpegQualityLow, 100));
        ErasedPlace erased = ErasedPlace.Draw(options.ErasedShare, random);
        return new IntensityDraw(
            gamma, contrast, isInverted, blur, noise, options.JpegQualityLow < 100 ? quality : null, options.ErasedShare > 0 ? erased : null,
                random.Next());
    }

    // uniform in the logarithm: halving and doubling are as likely
    private static double Between(double low, double high, double share) => Math.Exp(Math.Log(low) + share * (Math.Log(high) - Math.Log(low)));
}
