using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Unweighted mean of all classes' recall, 0 to 1, so that a rare class counts as much as a common one; undefined where one class has no
/// image.</summary>
internal static class BalancedAccuracyMetric
{
    public static Metric Definition { get; } = new("balancedAccuracy", "Balanced accuracy", predictions =>
        new Drawn(draw => MetricValue.Mean([.. Enumerable.Range(0, predictions.Classes.Count).Select(c => Recall(draw.ConfusionMatrix, c))])))
    {
        Source = "Brodersen et al., \"The balanced accuracy and its posterior distribution\", ICPR 2010",
        IsSelectable = true,
    };

    private static MetricValue Recall(ConfusionMatrix matrix, int c) =>
        MetricValue.Share(matrix[c, c], matrix.Labelled(c), () => $"no image is labelled {matrix.ClassNames[c]}");
}
