using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>NPV: share of the images predicted negative that are negative, 0 to 1, TN / (TN + FN), at this data's share of positives.</summary>
internal static class NegativePredictiveValueMetric
{
    public static Metric Definition { get; } = new("npv", "NPV", predictions => OneAgainstRest.OfPositive(predictions, c => new ShareOfImages(
        predictions, (_, predicted) => predicted != c, (label, _) => label != c, $"no image is predicted other than {predictions.ClassNames[c]}")))
    {
        Source = "Vecchio, New England Journal of Medicine 274, 1966; interval: Wilson, Journal of the American Statistical Association 22, 1927",
    };
}
