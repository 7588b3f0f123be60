using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Mean negative natural logarithm of the true class's probability, which counts as 1e-15 where it lies below; 0 is best, 34.54 the worst.</summary>
internal static class LogLossMetric
{
    public static Metric Definition { get; } = new("logLoss", "Log loss", predictions =>
        new MeanOverImages([.. predictions.Labels.Select((label, i) => OfImage(predictions.Probabilities[i][label]))]))
    {
        Source = "Good, \"Rational decisions\", Journal of the Royal Statistical Society B 14, 1952",
        IsHigherBetter = false,
        Highest = OfImage(0),
        IsSelectable = true,
    };

    // a sure and wrong prediction costs 34.54 nats instead of infinity
    private static double OfImage(double probability) => -Math.Log(Math.Max(probability, 1e-15));
}
