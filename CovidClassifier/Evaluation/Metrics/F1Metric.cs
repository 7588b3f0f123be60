using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>F1 of the positive label, 0 to 1: the harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN); undefined only where the class is
/// neither labelled nor predicted.</summary>
internal static class F1Metric
{
    public static Metric Definition { get; } = new("f1", "F1", predictions => OneAgainstRest.OfPositive(predictions, Of))
    {
        Source = "van Rijsbergen, \"Information retrieval\", 2nd edition, 1979, chapter 7",
    };

    /// <summary>The same of any class.</summary>
    public static Statistic Of(int c) => new Drawn(draw => Of(draw.ConfusionMatrix, c));

    /// <inheritdoc cref="Of(int)"/>
    public static MetricValue Of(ConfusionMatrix matrix, int c) =>
        MetricValue.Share(2 * matrix[c, c], matrix.Labelled(c) + matrix.Predicted(c), () => $"no image is labelled or predicted {matrix.ClassNames[c]}");
}
