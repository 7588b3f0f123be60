namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid drift</c>.</summary>
internal sealed record DriftReport
{
    public required string Model { get; init; }

    /// <summary>New images that could be read.</summary>
    public required int Images { get; init; }

    /// <summary>Images of the model's card that they were compared with.</summary>
    public required int ReferenceImages { get; init; }

    public required bool HasDrifted { get; init; }

    /// <summary>How well new images can be told from those of the card, as an AUROC: 0.5 where nothing changed.</summary>
    public required double Shift { get; init; }

    public required MetricInterval ShiftInterval { get; init; }

    /// <summary>The one that moved most first.</summary>
    public required IReadOnlyList<DriftTraitEntry> Traits { get; init; }

    /// <summary>New images that the guard does not accept; null where the model has none.</summary>
    public required int? StrangeImages { get; init; }

    public required IReadOnlyList<FailureEntry> Failures { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    public required double Seconds { get; init; }

    public required string ResearchUseOnly { get; init; }
}
