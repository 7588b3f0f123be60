using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Average precision, 0 to 1, the share of positives is chance: the area under the precision-recall curve as a step function, the sum over
/// thresholds of (R(n) - R(n-1)) P(n). Of the classes as AUROC is.</summary>
internal static class AveragePrecisionMetric
{
    public static Metric Definition { get; } = new(
        "averagePrecision", "Average precision", predictions => OneAgainstRest.OfWhole(predictions, c => Of(predictions, c)))
    {
        Source = "Zhu, \"Recall, precision and average precision\", University of Waterloo, 2004",
        IsSelectable = true,
    };

    /// <summary>Of one class against the rest.</summary>
    public static Statistic Of(LabelledPredictions predictions, int c)
    {
        RankedScores ranking = predictions.Ranking(c);
        return new Drawn(draw => ranking.AveragePrecision(draw.Weights));
    }
}
