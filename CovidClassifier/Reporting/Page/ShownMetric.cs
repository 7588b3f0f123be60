namespace CovidClassifier.Reporting.Page;

/// <summary>A measured number as the page shows it.</summary>
/// <param name="Value">The number; null where it is undefined.</param>
/// <param name="Undefined">Why it is undefined; null where it is not.</param>
/// <param name="Low">Lower end of its interval; null where there is none.</param>
/// <param name="High">Upper end of its interval; null where there is none.</param>
/// <param name="Method">How the interval was found, or why there is none; null where nothing is known of one.</param>
internal sealed record ShownMetric(ShownFigure? Value, string? Undefined, ShownFigure? Low, ShownFigure? High, string? Method)
{
    /// <summary>What stands where the number would; empty where there is one.</summary>
    public string Placeholder { get; init; } = Undefined is null ? "" : $"undefined: {Undefined}";
}
