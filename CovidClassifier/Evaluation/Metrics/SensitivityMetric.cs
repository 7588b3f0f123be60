using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Recall of the positive label, 0 to 1: the share of its images that were predicted so, TP / (TP + FN).</summary>
internal static class SensitivityMetric
{
    public static Metric Definition { get; } = new(
        "sensitivity", "Sensitivity", predictions => OneAgainstRest.OfPositive(predictions, c => Recall(predictions, c)))
    {
        Source = "Yerushalmy, Public Health Reports 62, 1947; interval: Wilson, Journal of the American Statistical Association 22, 1927",
    };

    /// <summary>The same of any class.</summary>
    public static Statistic Recall(LabelledPredictions predictions, int c) =>
        new ShareOfImages(predictions, (label, _) => label == c, (_, predicted) => predicted == c, $"no image is labelled {predictions.ClassNames[c]}");
}
