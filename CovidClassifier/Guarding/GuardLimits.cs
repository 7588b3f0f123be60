namespace CovidClassifier.Guarding;

/// <summary>From which on a picture is strange.</summary>
/// <param name="Distance">Distance from the training images' distribution; images like them lie near 1.</param>
/// <param name="Black">Mean gray level that a picture must have, 0 to 255.</param>
/// <param name="Flat">Deviation of the coarse fields that a picture must have, in gray levels.</param>
/// <param name="Partly">Deviation of the coarse fields that each quarter of a picture must have, in units of the picture's contrast.</param>
internal sealed record GuardLimits(double Distance, double Black, double Flat, double Partly)
{
    // deviations of the logarithm above its mean: far out, because another hospital's images lie farther than any of one's own. What is nearer than that and
    // still no chest from the front is told by what it is nearer to
    private const double Spreads = 3.5;

    private const double MostBlack = 10;
    private const double MostFlat = 4;
    private const double MostPartly = 0.1;

    /// <param name="unseen">Distances of images from a distribution that they took no part in.</param>
    /// <param name="images">All images.</param>
    public static GuardLimits Of(IReadOnlyList<double> unseen, IReadOnlyList<CoarseFacts> images) => new(
        Usual(unseen),
        Math.Min(MostBlack, images.Min(i => i.Mean) / 2),
        Math.Min(MostFlat, images.Min(i => i.Contrast) / 2),
        Math.Min(MostPartly, images.Min(i => PictureQuarters.LeastDeviation(i.Fields)) / 2));

    private static double Usual(IReadOnlyList<double> distances)
    {
        double[] logarithms = [.. distances.Select(d => Math.Log(d))];
        double mean = logarithms.Average();
        return Math.Exp(mean + Spreads * Math.Sqrt(logarithms.Average(v => (v - mean) * (v - mean))));
    }
}
