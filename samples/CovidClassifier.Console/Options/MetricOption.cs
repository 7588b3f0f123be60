namespace CovidClassifier.Console.Options;

/// <summary>
/// <c>--metric</c>: one of the library's, asked for when the option is read or its help is shown, so that other commands start without the library.
/// </summary>
internal static class MetricOption
{
    public static LateChoiceOption Create() =>
        new("--metric", () => [.. Metric.Selectable.Select(m => m.Name)], "What models are ranked by, on out-of-fold predictions.");
}
