namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid predict</c>.</summary>
internal sealed record PredictionReport
{
    public required string Model { get; init; }

    /// <summary>Images classified.</summary>
    public int Images => Predictions.Count;

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required string? PositiveLabel { get; init; }

    public required float Threshold { get; init; }

    public required IReadOnlyList<PredictionEntry> Predictions { get; init; }

    /// <summary>Images that could not be read.</summary>
    public required IReadOnlyList<FailureEntry> Failures { get; init; }

    /// <summary>What the folders hold and is no image, by reason.</summary>
    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    public required double Seconds { get; init; }

    public required string ResearchUseOnly { get; init; }
}
