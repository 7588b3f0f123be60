namespace CovidClassifier;

/// <summary>
/// How the recipe of a model does on one source of its data, measured with a model that was trained by it without that source. The saved model itself was
/// trained on all sources.
/// </summary>
public sealed record CardSource
{
    /// <summary>The source: a collection, hospital or publisher.</summary>
    public required string Source { get; init; }

    /// <summary>Number of its images by class.</summary>
    public required IReadOnlyDictionary<string, int> ImagesByClass { get; init; }

    /// <summary>Number of its patients; an image of an unknown patient counts as one.</summary>
    public int Patients { get; init; }

    /// <summary>Value by name of the metric: accuracy, sensitivity, specificity, auroc; NaN where it is not defined.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>95 % interval, by name of the metric; both ends are NaN where there is none, and its method then says why.</summary>
    public required IReadOnlyDictionary<string, MetricInterval> Intervals { get; init; }

    /// <summary>Whether its AUROC is the lowest of the sources that have images enough of both sides.</summary>
    public bool IsWorst { get; init; }

    internal static IReadOnlyList<CardSource> Of(LeftOutSources sources) => [.. sources.Sources.Select(s => new CardSource
    {
        Source = s.Name,
        ImagesByClass = s.ImagesByClass,
        Patients = s.Patients,
        Values = Evaluation.SubgroupTable.Shown.ToDictionary(m => m.Key, m => s[m].Value, StringComparer.Ordinal),
        Intervals = Evaluation.SubgroupTable.Shown.ToDictionary(m => m.Key, m => s[m].Interval, StringComparer.Ordinal),
        IsWorst = ReferenceEquals(s, sources.Worst),
    })];
}
