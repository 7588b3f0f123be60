using CovidClassifier.Evaluation;

namespace CovidClassifier.Packaging;

/// <summary>Metrics over one part of the data.</summary>
public sealed record CardMetrics
{
    /// <summary>Number of images measured on.</summary>
    public required int Images { get; init; }

    /// <summary>Value by name of the metric; NaN where it is not defined, and <see cref="Undefined"/> then says why.</summary>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <summary>Why, by name of the metric.</summary>
    public IReadOnlyDictionary<string, string> Undefined { get; init; } = new Dictionary<string, string>();

    internal static CardMetrics Of(ClassificationMetrics metrics) => new()
    {
        Images = checked((int)metrics.Images),
        Values = metrics.ByName.ToDictionary(m => m.Key, m => m.Value.Value, StringComparer.Ordinal),
        Undefined = metrics.ByName.Where(m => !m.Value.IsDefined).ToDictionary(m => m.Key, m => m.Value.Reason!, StringComparer.Ordinal),
    };
}
