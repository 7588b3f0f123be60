using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Matthews correlation coefficient, -1 to 1, 0 is chance: the correlation of label and predicted label. Undefined where all labels, or all
/// predicted labels, are the same.</summary>
internal static class MatthewsCorrelationMetric
{
    public static Metric Definition { get; } = new("mcc", "MCC", _ => new Drawn(draw => Of(draw.ConfusionMatrix)))
    {
        Source = "Matthews, Biochimica et Biophysica Acta 405, 1975; for several classes R(K) of Gorodkin, Computational Biology and Chemistry 28, 2004",
        Lowest = -1,
        IsSelectable = true,
    };

    private static MetricValue Of(ConfusionMatrix matrix)
    {
        double images = matrix.Images;
        (double labels, double predicted, double both) = matrix.Squares();
        double labelSpread = (images * images) - labels, predictedSpread = (images * images) - predicted;
        return labelSpread <= 0 ? MetricValue.Undefined("all images have the same label")
            : predictedSpread <= 0 ? MetricValue.Undefined("all images have the same predicted label")
            : MetricValue.Of(((images * matrix.Right) - both) / Math.Sqrt(labelSpread * predictedSpread));
    }
}
