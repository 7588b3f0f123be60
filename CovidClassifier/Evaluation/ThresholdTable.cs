using CovidClassifier.Plumbing;

namespace CovidClassifier.Evaluation;

/// <summary>Sensitivity, specificity, PPV and NPV of the positive label over a range of thresholds; shown, never chosen from.</summary>
internal static class ThresholdTable
{
    private static readonly double[] Usual = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

    /// <param name="images">With a positive label.</param>
    /// <param name="patients">Who has which images.</param>
    /// <param name="own">The model's threshold; null where there is no single one.</param>
    /// <param name="seed">Where the draws come from.</param>
    public static IReadOnlyList<ThresholdRow> Of(ScoredImages images, PatientIndex patients, double? own, Seed seed)
    {
        int positive = images.Positive ?? throw new ArgumentException("A threshold table needs a positive label, got none.", nameof(images));
        string name = images.ClassNames[positive];
        bool[] isPositive = Array.ConvertAll(images.Labels, l => l == positive);
        bool[] isNegative = Array.ConvertAll(isPositive, p => !p);
        double[] thresholds = [.. Usual.Where(t => t != own).Concat(own is { } o ? [o] : []).Order()];
        var flags = thresholds.Select(t => images.Probabilities.Select(row => row[positive] >= t).ToArray()).ToArray();
        (string Name, ImageShare Share)[][] shares =
        [
            .. flags.Select(flagged =>
            {
                bool[] cleared = Array.ConvertAll(flagged, f => !f);
                return new (string, ImageShare)[]
                {
                    ("sensitivity", new(isPositive, flagged, $"no image is labelled {name}")),
                    ("specificity", new(isNegative, cleared, $"no image is labelled other than {name}")),
                    ("ppv", new(flagged, isPositive, "no image reaches the threshold")),
                    ("npv", new(cleared, isNegative, "every image reaches the threshold")),
                };
            }),
        ];
        IReadOnlyList<(Metric, MetricInterval)> estimates = ShareIntervals.Of([.. shares.SelectMany(s => s).Select(s => s.Share)], patients, images.Count, seed);
        return
        [
            .. thresholds.Select((threshold, t) => new ThresholdRow(
                threshold,
                threshold == own,
                flags[t].Count(f => f),
                shares[t].Select((s, i) => (s.Name, Estimate: estimates[(t * shares[t].Length) + i])).ToDictionary(s => s.Name, s => s.Estimate, StringComparer.Ordinal))),
        ];
    }
}
