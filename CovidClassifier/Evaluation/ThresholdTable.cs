using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Evaluation;

/// <summary>Sensitivity, specificity, PPV and NPV of the positive label over a range of thresholds; shown, never chosen from.</summary>
internal static class ThresholdTable
{
    private static readonly double[] Usual = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

    /// <summary>What each row tells.</summary>
    public static IReadOnlyList<Metric> Rates { get; } =
        [Metric.Sensitivity, Metric.Specificity, Metric.PositivePredictiveValue, Metric.NegativePredictiveValue];

    /// <param name="images">With a positive label.</param>
    /// <param name="own">The model's threshold; null where there is no single one.</param>
    /// <param name="seed">Where the draws come from.</param>
    public static IReadOnlyList<ThresholdRow> Of(LabelledPredictions images, double? own, Seed seed)
    {
        int positive = images.Positive ?? throw new ArgumentException("A threshold table needs a positive label, got none.", nameof(images));
        string name = images.ClassNames[positive];
        bool[] isPositive = Array.ConvertAll(images.Labels, l => l == positive);
        bool[] isNegative = Array.ConvertAll(isPositive, p => !p);
        double[] thresholds = [.. Usual.Where(t => t != own).Concat(own is { } o ? [o] : []).Order()];
        var flags = thresholds.Select(t => images.Probabilities.Select(row => row[positive] >= t).ToArray()).ToArray();
        Statistic[] shares =
        [
            .. flags.SelectMany(flagged =>
            {
                bool[] cleared = Array.ConvertAll(flagged, f => !f);
                return new Statistic[]
                {
                    new ShareOfImages(isPositive, flagged, $"no image is labelled {name}"),
                    new ShareOfImages(isNegative, cleared, $"no image is labelled other than {name}"),
                    new ShareOfImages(flagged, isPositive, "no image reaches the threshold"),
                    new ShareOfImages(cleared, isNegative, "every image reaches the threshold"),
                };
            }),
        ];
        MetricResult[] results = MetricIntervals.Of(shares, images, seed);
        return
        [
            .. thresholds.Select((threshold, t) => new ThresholdRow(
                threshold,
                threshold == own,
                flags[t].Count(f => f),
                Rates.Select((rate, r) => (rate, Result: results[(t * Rates.Count) + r])).ToDictionary(r => r.rate, r => r.Result))),
        ];
    }
}
