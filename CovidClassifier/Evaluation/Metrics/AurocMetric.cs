using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>Area under the ROC curve, 0 to 1, 0.5 is chance: the chance that a random positive image scores higher than a random negative one, ties
/// counting half. With two classes of the positive label (of the last class where
/// none is chosen), with more the unweighted mean over the classes, each against the rest by its own probability; undefined where one of them is.</summary>
internal static class AurocMetric
{
    public static Metric Definition { get; } = new("auroc", "AUROC", predictions => OneAgainstRest.OfWhole(predictions, c => Of(predictions, c)))
    {
        Source = "Hanley and McNeil, Radiology 143, 1982; interval and test: DeLong, DeLong and Clarke-Pearson, Biometrics 44, 1988",
        IsSelectable = true,
    };

    /// <summary>Of one class against the rest.</summary>
    public static Statistic Of(LabelledPredictions predictions, int c) => new AreaUnderRoc(predictions.Ranking(c));
}
