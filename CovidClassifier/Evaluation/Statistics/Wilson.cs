namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// The score interval of a share of independent images (Wilson, "Probable inference, the law of succession, and statistical inference",
/// Journal of the
/// American Statistical Association 22, 1927): never outside 0 to 1, and never of no width, also where every image is right.
/// </summary>
internal static class Wilson
{
    public const string Name = "Wilson";

    /// <summary>The 95 % interval of <paramref name="part"/> out of <paramref name="whole"/>.</summary>
    /// <param name="part">0 to <paramref name="whole"/>; a fraction where clusters of images are counted.</param>
    /// <param name="whole">Independent images; undefined at 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="part"/> is negative or above <paramref name="whole"/>.</exception>
    public static MetricInterval Interval(double part, double whole)
    {
        if (!(part >= 0 && part <= whole))
        {
            throw new ArgumentOutOfRangeException(
                nameof(part), part, FormattableString.Invariant($"A share's part must lie between 0 and the whole, {whole}."));
        }

        if (whole == 0)
        {
            return MetricInterval.Undefined("there are no images");
        }

        const double z2 = NormalDistribution.Z95 * NormalDistribution.Z95;
        double share = part / whole;
        double centre = (share + (z2 / (2 * whole))) / (1 + (z2 / whole));
        double half = NormalDistribution.Z95 / (1 + (z2 / whole)) * Math.Sqrt((share * (1 - share) / whole) + (z2 / (4 * whole * whole)));
        return new MetricInterval(part == 0 ? 0 : Math.Max(0, centre - half), part == whole ? 1 : Math.Min(1, centre + half), Name);
    }
}
