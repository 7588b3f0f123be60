using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>
/// The lowest AUROC within one source of images, among the sources with at least five images of the positive label and five others (of the last class, where
/// no positive label is chosen): what a search should choose by that is to hold elsewhere, where its folds are sources. The lowest of several noisy figures
/// lies below what a source alone would give. Undefined where no source has that many of both.
/// </summary>
internal static class WorstSourceAurocMetric
{
    /// <summary>With fewer images on one side an AUROC is mostly noise, and the lowest of several would be the noisiest.</summary>
    public const int FewestOfEachSide = 5;

    public static Metric Definition { get; } = new("worstSourceAuroc", "Worst source's AUROC", Of)
    {
        Source = "The worst group's figure: Sagawa, Koh, Hashimoto and Liang, \"Distributionally robust neural networks for group shifts\", ICLR 2020; AUROC: "
            + "Hanley and McNeil, Radiology 143, 1982",
        IsSelectable = true,
    };

    /// <summary>Whether a source has images enough of both sides.</summary>
    public static bool IsRanked(LabelledPredictions source) => IsRanked(source.Labels, source.Positive ?? source.Classes.Count - 1);

    private static bool IsRanked(int[] labels, int positive)
    {
        int positives = labels.Count(l => l == positive);
        return positives >= FewestOfEachSide && labels.Length - positives >= FewestOfEachSide;
    }

    private static Statistic Of(LabelledPredictions predictions)
    {
        if (predictions.Truth.Images.Any(i => i is null))
        {
            return new UndefinedStatistic("the images' sources are not known");
        }

        int positive = predictions.Positive ?? predictions.Classes.Count - 1;
        (int[] Images, RankedScores Ranking)[] sources =
        [
            .. Enumerable.Range(0, predictions.Count).GroupBy(i => XRayDataset.SourceOf(predictions.Truth.Images[i]!), StringComparer.Ordinal)
                .Select(g => g.ToArray())
                .Where(images => IsRanked([.. images.Select(i => predictions.Labels[i])], positive))
                .Select(images => (images, predictions.At(images).Ranking(positive))),
        ];
        return sources.Length == 0
            ? new UndefinedStatistic(FormattableString.Invariant(
                $"no source has {FewestOfEachSide} images of {predictions.ClassNames[positive]} and {FewestOfEachSide} others"))
            : new Drawn(draw => Lowest([.. sources.Select(s => s.Ranking.Auroc(Array.ConvertAll(s.Images, i => draw.Weights[i])))]));
    }

    private static MetricValue Lowest(MetricValue[] areas) => areas.FirstOrDefault(a => !a.IsDefined) is { Reason: not null } undefined
        ? undefined
        : MetricValue.Of(areas.Min(a => a.Value));
}
