using CovidClassifier.Data;

namespace CovidClassifier.Evaluation;

/// <summary>
/// Metrics by sex, age band, view and source. Every image is in one group of each factor; those whose fact is not known are the group
/// "unknown", so nothing
/// vanishes. Several groups are looked at, so one interval in twenty misses by chance alone.
/// </summary>
public static class SubgroupTable
{
    /// <summary>Groups with fewer images get no figures, but are listed.</summary>
    public const int SmallestGroup = 10;

    /// <summary>The name of the group whose fact is not known.</summary>
    public const string Unknown = "unknown";

    private static readonly (string Factor, Func<XRayImage, string?> Group)[] Factors =
        [("sex", i => i.Sex), ("age", AgeBand), ("view", i => i.View), ("source", i => i.Source)];

    // children apart from adults: a class of children alone is the best-known trap of these datasets
    private static readonly (double Below, string Name)[] AgeBands =
        [(18, "0-17"), (40, "18-39"), (60, "40-59"), (80, "60-79"), (double.PositiveInfinity, "80+")];

    /// <summary>Rows in the order sex, age, view, source, and within each by name; "unknown" last.</summary>
    /// <param name="classNames">As for <see cref="UncertainMetrics.Compute"/>, like all up to the predicted labels.</param>
    /// <param name="positiveLabel">One of <paramref name="classNames"/>, or null.</param>
    /// <param name="labels">True class of each image.</param>
    /// <param name="probabilities">A row for each image.</param>
    /// <param name="predictedLabels">The model's label for each image.</param>
    /// <param name="images">The images, in the same order, with what is known of them.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    /// <exception cref="ArgumentException">An input breaks a rule; the message names the first image that does.</exception>
    public static IReadOnlyList<Subgroup> Of(
        IReadOnlyList<string> classNames,
        string? positiveLabel,
        int[] labels,
        double[][] probabilities,
        int[] predictedLabels,
        IReadOnlyList<XRayImage> images,
        long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count != labels.Length)
        {
            throw new ArgumentException($"images must hold one entry for each of the {labels.Length} labels, got {images.Count}.", nameof(images));
        }

        Subgroup Measure(string factor, string name, int[] members)
        {
            UncertainMetrics metrics = UncertainMetrics.Compute(
                classNames,
                positiveLabel,
                Array.ConvertAll(members, i => labels[i]),
                Array.ConvertAll(members, i => probabilities[i]),
                Array.ConvertAll(members, i => predictedLabels[i]),
                Array.ConvertAll(members, i => images[i].PatientId),
                seed);
            return Row(factor, name, metrics);
        }

        return
        [
            .. from factor in Members(images)
               from members in factor.Groups
               select Measure(factor.Name, members.Key, [.. members]),
        ];
    }

    /// <summary>The groups of each factor, in the table's order, as positions in <paramref name="images"/>.</summary>
    internal static IEnumerable<(string Name, IReadOnlyList<IGrouping<string, int>> Groups)> Members(IReadOnlyList<XRayImage> images) =>
        Factors.Select(factor => (factor.Factor, (IReadOnlyList<IGrouping<string, int>>)
        [
            .. Enumerable.Range(0, images.Count).GroupBy(i => factor.Group(images[i]) ?? Unknown, StringComparer.Ordinal)
                .OrderBy(g => g.Key == Unknown).ThenBy(g => g.Key, StringComparer.Ordinal),
        ]));

    private static Subgroup Row(string factor, string name, UncertainMetrics metrics)
    {
        ClassificationMetrics values = metrics.Metrics;
        int positive = ClassIndices.OfPositive(values.ClassNames, values.PositiveLabel) ?? -1;
        (string Name, Metric Value, MetricInterval Interval)[] figures =
        [
            ("accuracy", values.Accuracy, metrics.ByName["accuracy"]),
            ("sensitivity", values.Sensitivity, metrics.ByName["sensitivity"]),
            ("specificity", values.Specificity, metrics.ByName["specificity"]),
            positive < 0
                ? ("auroc", values.Auroc, metrics.ByName["auroc"])
                : ("auroc", values.AurocByClass[positive], metrics.ByClass["auroc"][positive]),
        ];
        if (values.Images < SmallestGroup)
        {
            string reason = $"the group has {values.Images} image{(values.Images == 1 ? "" : "s")}, and figures need {SmallestGroup}";
            figures = Array.ConvertAll(figures, f => (f.Name, Metric.Undefined(reason), MetricInterval.Undefined(reason)));
        }

        return new Subgroup(
            factor,
            name,
            (int)values.Images,
            metrics.Patients,
            figures.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal),
            figures.ToDictionary(f => f.Name, f => f.Interval, StringComparer.Ordinal));
    }

    private static string? AgeBand(XRayImage image) => image.Age is { } age ? AgeBands.First(band => age < band.Below).Name : null;
}
