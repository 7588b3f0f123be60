using System.Text.Json.Nodes;

namespace CovidClassifier.Console.Reports;

/// <summary>The metrics by their keys, as every report has them.</summary>
internal static class MetricJson
{
    /// <summary>Each as a number; null where it is undefined.</summary>
    public static JsonObject Figures(ClassificationMetrics metrics) =>
        new(Metric.All.Select(m => KeyValuePair.Create(m.Key, metrics[m].IsDefined ? (JsonNode?)JsonValue.Create(metrics[m].Value) : null)));

    /// <summary>Each as a number; NaN where it is undefined.</summary>
    public static IReadOnlyDictionary<string, double> Values(ClassificationMetrics metrics) => Values(metrics, Metric.Auroc);

    /// <inheritdoc cref="Values(ClassificationMetrics)"/>
    /// <param name="metrics">The figures.</param>
    /// <param name="also">A metric that may not be among those that are always measured.</param>
    public static IReadOnlyDictionary<string, double> Values(ClassificationMetrics metrics, Metric also) =>
        Metric.All.Union([also]).ToDictionary(m => m.Key, m => metrics[m].Value, StringComparer.Ordinal);

    /// <summary>The 95 % interval of each.</summary>
    public static IReadOnlyDictionary<string, MetricInterval> Intervals(ClassificationMetrics metrics) => Intervals(metrics, Metric.Auroc);

    /// <inheritdoc cref="Intervals(ClassificationMetrics)"/>
    /// <inheritdoc cref="Values(ClassificationMetrics, Metric)" path="/param"/>
    public static IReadOnlyDictionary<string, MetricInterval> Intervals(ClassificationMetrics metrics, Metric also) =>
        Metric.All.Union([also]).ToDictionary(m => m.Key, m => metrics[m].Interval, StringComparer.Ordinal);
}
