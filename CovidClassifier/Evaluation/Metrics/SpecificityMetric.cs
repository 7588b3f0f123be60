using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Recall of the rest taken as one class, 0 to 1, TN / (TN + FP): a negative image with another negative class's label counts as right here.</summary>
internal static class SpecificityMetric
{
    public static Metric Definition { get; } = new("specificity", "Specificity", predictions => OneAgainstRest.OfPositive(predictions, c => new ShareOfImages(
        predictions, (label, _) => label != c, (_, predicted) => predicted != c, $"no image is labelled other than {predictions.ClassNames[c]}")))
    {
        Source = "Yerushalmy, Public Health Reports 62, 1947; interval: Wilson, Journal of the American Statistical Association 22, 1927",
    };
}
