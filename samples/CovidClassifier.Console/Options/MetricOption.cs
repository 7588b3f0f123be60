using System.CommandLine;
using CovidClassifier.Evaluation;

namespace CovidClassifier.Console.Options;

/// <summary><c>--metric</c>.</summary>
internal static class MetricOption
{
    /// <summary>Words for <c>--metric</c>; the first is the default.</summary>
    public static string[] Metrics { get; } = [.. Metric.Selectable.Select(m => m.Name)];

    public static Option<string?> Create() => ChoiceOption.Of("--metric", Metrics, Metrics[0], "What models are ranked by, on out-of-fold predictions.");
}
