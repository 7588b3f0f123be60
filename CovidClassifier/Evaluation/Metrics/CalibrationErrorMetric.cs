using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Expected calibration error, 0 to 1, 0 is best: over 15 bins of equal width of the most probable class's probability, the mean distance between
/// that probability and the share of images whose most probable class is the label.</summary>
internal static class CalibrationErrorMetric
{
    public static Metric Definition { get; } = new("calibrationError", "Calibration error", predictions =>
    {
        var bins = new CalibrationBins(predictions.Labels, predictions.Probabilities);
        return new Drawn(draw => bins.Error(draw.Weights));
    })
    {
        Source = "Naeini, Cooper and Hauskrecht, AAAI 2015; Guo et al., \"On calibration of modern neural networks\", ICML 2017",
        IsHigherBetter = false,
    };
}
