using CovidClassifier.Evaluation.Metrics;
using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation;

/// <summary>
/// Metrics by sex, age band, view and source. Every image is in one group of each factor; those whose fact is not known are the group
/// "unknown", so nothing
/// vanishes. Several groups are looked at, so one interval in twenty misses by chance alone.
/// </summary>
internal static class SubgroupTable
{
    /// <summary>Groups with fewer images get no figures, but are listed.</summary>
    public const int SmallestGroup = 10;

    /// <summary>The name of the group whose fact is not known.</summary>
    public const string Unknown = "unknown";

    private const string SourceFactor = "source";

    private static readonly (string Factor, Func<XRayImage, string?> Group)[] Factors =
        [("sex", i => i.Sex), ("age", AgeBand), ("view", i => i.View), (SourceFactor, i => i.Source)];

    // children apart from adults: a class of children alone is the best-known trap of these datasets
    private static readonly (double Below, string Name)[] AgeBands =
        [(18, "0-17"), (40, "18-39"), (60, "40-59"), (80, "60-79"), (double.PositiveInfinity, "80+")];

    /// <summary>The metrics of each group.</summary>
    public static IReadOnlyList<Metric> Shown { get; } = [Metric.Accuracy, Metric.Sensitivity, Metric.Specificity, Metric.Auroc];

    /// <summary>Rows in the order sex, age, view, source, and within each by name; "unknown" last.</summary>
    /// <param name="predictions">Each with its image.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    /// <exception cref="ArgumentException">A prediction comes without its image.</exception>
    public static IReadOnlyList<Subgroup> Of(LabelledPredictions predictions, long seed = 1) =>
    [
        .. from factor in Members(predictions.Truth)
           from members in factor.Groups
           select Row(factor.Name, members.Key, predictions.At([.. members]), seed),
    ];

    /// <summary>The rows of sources alone.</summary>
    /// <inheritdoc cref="Of(LabelledPredictions, long)"/>
    public static IReadOnlyList<Subgroup> Sources(LabelledPredictions predictions, long seed = 1) =>
        [.. Members(predictions.Truth).Single(f => f.Name == SourceFactor).Groups.Select(g => Row(SourceFactor, g.Key, predictions.At([.. g]), seed))];

    /// <summary>The groups of each factor, in the table's order, as positions.</summary>
    internal static IEnumerable<(string Name, IReadOnlyList<IGrouping<string, int>> Groups)> Members(LabelledImages labelled)
    {
        XRayImage[] images = [.. labelled.Images.Select((image, i) => image
            ?? throw new ArgumentException($"Subgroups need the image of each prediction, got none for image {i}.", nameof(labelled)))];
        return Factors.Select(factor => (factor.Factor, (IReadOnlyList<IGrouping<string, int>>)
        [
            .. Enumerable.Range(0, images.Length).GroupBy(i => factor.Group(images[i]) ?? Unknown, StringComparer.Ordinal)
                .OrderBy(g => g.Key == Unknown).ThenBy(g => g.Key, StringComparer.Ordinal),
        ]));
    }

    private static Subgroup Row(string factor, string name, LabelledPredictions group, long seed)
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(group, seed);
        string reason = FormattableString.Invariant($"the group has {group.Count} image{(group.Count == 1 ? "" : "s")}, and figures need {SmallestGroup}");
        return new Subgroup(
            factor, name, metrics.Patients,
            metrics.ByClass.ToDictionary(c => c.Label, c => (int)c.Images, StringComparer.Ordinal),
                Shown.ToDictionary(m => m, m => group.Count < SmallestGroup ? MetricResult.Undefined(reason) : Of(metrics, m, group.Positive)))
        {
            IsRanked = WorstSourceAurocMetric.IsRanked(group),
        };
    }

    private static MetricResult Of(ClassificationMetrics metrics, Metric metric, int? positive) =>
        metric == Metric.Auroc && positive is { } p ? metrics.ByClass[p].Auroc : metrics[metric];

    private static string? AgeBand(XRayImage image) => image.Age is { } age ? AgeBands.First(band => age < band.Below).Name : null;
}
