namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// Interval of an AUROC by its size and the counts alone (Newcombe, "Confidence intervals for an effect size measure based on the
/// Mann-Whitney statistic,
/// part 2", Statistics in Medicine 25, 2006, method 5): the areas whose own variance, after Hanley and McNeil, allows the one seen. It has
/// a width where every
/// positive image beats every negative one, and DeLong's and the bootstrap's have none.
/// </summary>
internal static class Newcombe
{
    public const string Name = "Newcombe";

    public static MetricInterval Interval(double area, double positives, double negatives) =>
        new(Low(area, positives, negatives), 1 - Low(1 - area, negatives, positives), Name);

    private static double Low(double area, double positives, double negatives)
    {
        if (area <= 0)
        {
            return 0;
        }

        // at area = 1 the end itself solves the equation; the bound is the other root
        double low = 0, high = Math.Min(area, 1 - 1e-12);
        for (int i = 0; i < 200 && low < high; i++)
        {
            double middle = (low + high) / 2;
            double distance = area - middle;
            bool isTooFar = distance * distance > NormalDistribution.Z95 * NormalDistribution.Z95 * Variance(middle, positives, negatives);
            (low, high) = isTooFar ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double Variance(double area, double positives, double negatives)
    {
        double pairs = ((positives + negatives) / 2) - 1;
        return area * (1 - area) * (1 + (pairs * (((1 - area) / (2 - area)) + (area / (1 + area))))) / (positives * negatives);
    }
}
