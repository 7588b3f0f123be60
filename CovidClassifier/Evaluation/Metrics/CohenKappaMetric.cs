using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Cohen's kappa, -1 to 1, 0 is chance: agreement of label and predicted label beyond what their frequencies alone would give. Undefined where
/// labels and predicted labels are all one class.</summary>
internal static class CohenKappaMetric
{
    public static Metric Definition { get; } = new("kappa", "Cohen's kappa", _ => new Drawn(draw => Of(draw.ConfusionMatrix)))
    {
        Source = "Cohen, Educational and Psychological Measurement 20, 1960",
        Lowest = -1,
    };

    private static MetricValue Of(ConfusionMatrix matrix)
    {
        double images = matrix.Images, chance = matrix.Squares().Both;
        return MetricValue.Share((images * matrix.Right) - chance, (images * images) - chance, "all labels and predicted labels are the same class");
    }
}
