using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Unweighted mean of all classes' F1, 0 to 1; undefined where one of them is.</summary>
internal static class MacroF1Metric
{
    public static Metric Definition { get; } = new("macroF1", "Macro F1", predictions =>
        new Drawn(draw => MetricValue.Mean([.. Enumerable.Range(0, predictions.Classes.Count).Select(c => F1Metric.Of(draw.ConfusionMatrix, c))])))
    {
        Source = "Yang and Liu, \"A re-examination of text categorization methods\", SIGIR 1999",
        IsSelectable = true,
    };
}
