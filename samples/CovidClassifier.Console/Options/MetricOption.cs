using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary><c>--metric</c>.</summary>
internal static class MetricOption
{
    /// <summary>Words for <c>--metric</c>; the first is the default.</summary>
    public static string[] Metrics { get; } = ["auroc", "accuracy", "balanced-accuracy", "average-precision", "macro-f1", "mcc", "log-loss"];

    public static Option<string?> Create() => ChoiceOption.Of("--metric", Metrics, Metrics[0], "What models are ranked by, on out-of-fold predictions.");
}
