namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// Variance of AUROCs and covariance of two on the same images, without a model of the scores (DeLong, DeLong and Clarke-Pearson,
/// Biometrics 44, 1988), from
/// ranks in O(n log n) (Sun and Xu, IEEE Signal Processing Letters 21, 2014). For independent images: one of each patient.
/// </summary>
internal static class DeLong
{
    public const string Name = "DeLong";

    private const string TooFew = "DeLong's variance needs two positive and two negative images";

    /// <summary>
    /// Normal interval around the area, cut off at 0 and 1; Newcombe's where the variance is 0 (every positive image above every negative
    /// one).
    /// </summary>
    public static MetricInterval Interval(RankedScores ranking)
    {
        MetricValue area = ranking.Auroc();
        int positives = ranking.IsPositive.Count(p => p), negatives = ranking.IsPositive.Length - positives;
        if (positives == 0 || negatives == 0)
        {
            return MetricInterval.Undefined(area.Reason!);
        }

        double variance = Math.Min(positives, negatives) < 2 ? 0 : Covariance(ranking, ranking);
        if (variance <= 0)
        {
            return Newcombe.Interval(area.Value, positives, negatives);
        }

        double half = NormalDistribution.Z95 * Math.Sqrt(variance);
        return new MetricInterval(Math.Max(0, area.Value - half), Math.Min(1, area.Value + half), Name);
    }

    /// <summary>Tests whether two scores of the same images have the same AUROC; the difference is first minus second.</summary>
    public static PairedTest Compare(RankedScores first, RankedScores second)
    {
        MetricValue area = first.Auroc();
        int positives = first.IsPositive.Count(p => p);
        if (!area.IsDefined || Math.Min(positives, first.IsPositive.Length - positives) < 2)
        {
            return PairedTest.Undefined(area.Reason ?? TooFew);
        }

        double difference = area.Value - second.Auroc().Value;
        double variance = Covariance(first, first) + Covariance(second, second) - (2 * Covariance(first, second));

        // what rounding leaves of a variance of 0 is no variance
        if (variance <= 1e-15)
        {
            return difference == 0
                ? new PairedTest(0, new MetricInterval(0, 0, Name), 1, Name)
                : PairedTest.Undefined("DeLong's variance of the difference is 0") with { Difference = difference };
        }

        double half = NormalDistribution.Z95 * Math.Sqrt(variance);
        var interval = new MetricInterval(Math.Max(-1, difference - half), Math.Min(1, difference + half), Name);
        return new PairedTest(difference, interval, NormalDistribution.TwoSided(difference / Math.Sqrt(variance)), Name);
    }

    /// <summary>Covariance of the areas of two rankings of the same images; both sides need two images.</summary>
    public static double Covariance(RankedScores first, RankedScores second)
    {
        double[] a = first.Components(), b = second.Components();
        return Covariance(first.IsPositive, true, a, b) + Covariance(first.IsPositive, false, a, b);
    }

    private static double Covariance(bool[] isPositive, bool side, double[] a, double[] b)
    {
        double count = isPositive.Count(p => p == side);
        double Mean(double[] values) => values.Where((_, i) => isPositive[i] == side).Sum() / count;
        double meanA = Mean(a), meanB = Mean(b), sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += isPositive[i] == side ? (a[i] - meanA) * (b[i] - meanB) : 0;
        }

        return sum / (count - 1) / count;
    }
}
