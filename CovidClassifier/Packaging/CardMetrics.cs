using CovidClassifier.Evaluation.Statistics;

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

    /// <summary>What one metric was measured at; null where the card, of another version of the library, does not know it.</summary>
    public MetricResult? this[Metric metric]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(metric);
            return !Values.TryGetValue(metric.Key, out double value) ? null : new MetricResult(
                double.IsNaN(value) ? MetricValue.Undefined(Undefined.GetValueOrDefault(metric.Key) ?? "the card does not say why") : MetricValue.Of(value),
                Intervals.TryGetValue(metric.Key, out MetricInterval interval) ? interval : MetricInterval.Undefined("the card has none"));
        }
    }

    /// <summary>For people: how many images, and the AUROC.</summary>
    public override string ToString() => FormattableString.Invariant($"{Images} images, AUROC {this[Metric.Auroc]?.ToString() ?? "not measured"}");
}
