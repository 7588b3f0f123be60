using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>PPV: share of the images predicted positive that are positive, 0 to 1, TP / (TP + FP), at this data's share of positives.</summary>
internal static class PositivePredictiveValueMetric
{
    public static Metric Definition { get; } = new("ppv", "PPV", predictions => OneAgainstRest.OfPositive(predictions, c => Precision(predictions, c)))
    {
        Source = "Vecchio, New England Journal of Medicine 274, 1966; interval: Wilson, Journal of the American Statistical Association 22, 1927",
    };

    /// <summary>The same of any class.</summary>
    public static Statistic Precision(LabelledPredictions predictions, int c) =>
        new ShareOfImages(predictions, (_, predicted) => predicted == c, (label, _) => label == c, $"no image is predicted {predictions.ClassNames[c]}");
}
