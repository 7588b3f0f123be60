namespace CovidClassifier.Reporting.Content;

/// <summary>How a model, or one for each fold, came about.</summary>
internal sealed record ReportTraining
{
    /// <summary>The network.</summary>
    public required CardNetwork Network { get; init; }

    /// <summary>The training, or one for each fold; none: not trained by epochs, or not told.</summary>
    public IReadOnlyList<ReportRun> Runs { get; init; } = [];

    /// <summary>How calibration and threshold were chosen; null: not known.</summary>
    public CardDecision? Decision { get; init; }

    /// <summary>Every choice that decided the result, by name.</summary>
    public IReadOnlyDictionary<string, string> Recipe { get; init; } = new Dictionary<string, string>();
}
