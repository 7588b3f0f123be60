namespace CovidClassifier;

/// <summary>Metrics over one part of the data.</summary>
public sealed record CardMetrics
{
    /// <summary>Number of images measured on.</summary>
    public required int Images { get; init; }

    /// <summary>Value by name of the metric; NaN where it is not defined, and <see cref="Undefined"/> then says why.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>Why, by name of the metric.</summary>
    public IReadOnlyDictionary<string, string> Undefined { get; init; } = new Dictionary<string, string>();

    /// <summary>95 % interval, by name of the metric; both ends are NaN where there is none, and its method then says why.</summary>
    public IReadOnlyDictionary<string, MetricInterval> Intervals { get; init; } = new Dictionary<string, MetricInterval>();

    internal static CardMetrics Of(ClassificationMetrics metrics) => new()
    {
        Images = checked((int)metrics.Images),
        Values = Metric.All.ToDictionary(m => m.Key, m => metrics[m].Value, StringComparer.Ordinal),
        Undefined = Metric.All.Where(m => !metrics[m].IsDefined).ToDictionary(m => m.Key, m => metrics[m].Reason!, StringComparer.Ordinal),
        Intervals = Metric.All.ToDictionary(m => m.Key, m => metrics[m].Interval, StringComparer.Ordinal),
    };
}
