namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid explain</c>.</summary>
internal sealed record ExplanationReport
{
    public required string Model { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required string Method { get; init; }

    /// <summary>The heat map of one image; null where none was asked for.</summary>
    public ExplanationEntry? Explanation { get; init; }

    /// <summary>Whether such maps mean anything; null where that was not asked.</summary>
    public ExplanationCheckEntry? Check { get; init; }

    /// <summary>How often maps point at the finding; null where no marks were given.</summary>
    public PointingGameEntry? PointingGame { get; init; }

    public double Seconds { get; init; }

    public required string ResearchUseOnly { get; init; }
}
