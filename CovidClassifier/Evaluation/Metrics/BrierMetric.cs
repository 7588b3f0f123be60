using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Brier score: mean squared distance between probabilities and truth, 0 is best. With three or more classes Brier's own sum over all classes, 0
/// to 2; with two the usual form, the square for one class alone (both have the
/// same), 0 to 1.</summary>
internal static class BrierMetric
{
    public static Metric Definition { get; } = new("brier", "Brier score", predictions =>
        new MeanOverImages([.. predictions.Labels.Select((label, i) => OfImage(label, predictions.Probabilities[i]))]))
    {
        Source = "Brier, Monthly Weather Review 78, 1950",
        IsHigherBetter = false,
        Highest = 2,
    };

    private static double OfImage(int label, double[] probabilities)
    {
        double sum = probabilities.Select((p, c) => (p - (c == label ? 1 : 0)) * (p - (c == label ? 1 : 0))).Sum();
        return probabilities.Length == 2 ? sum / 2 : sum;
    }
}
