using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>A figure of one class against the rest.</summary>
/// <param name="Key">As in files.</param>
/// <param name="Title">As people read it.</param>
/// <param name="Of">What of the predictions it is, for a class (its index).</param>
internal sealed record ClassMetric(string Key, string Title, Func<LabelledPredictions, int, Statistic> Of)
{
    public static ClassMetric Recall { get; } = new("recall", "Recall", SensitivityMetric.Recall);

    public static ClassMetric Precision { get; } = new("precision", "Precision", PositivePredictiveValueMetric.Precision);

    public static ClassMetric F1 { get; } = new("f1", "F1", (_, c) => F1Metric.Of(c));

    public static ClassMetric Auroc { get; } = new("auroc", "AUROC", AurocMetric.Of);

    public static ClassMetric AveragePrecision { get; } = new("averagePrecision", "Average precision", AveragePrecisionMetric.Of);

    /// <summary>In the order shown.</summary>
    public static IReadOnlyList<ClassMetric> All { get; } = [Recall, Precision, F1, Auroc, AveragePrecision];
}
