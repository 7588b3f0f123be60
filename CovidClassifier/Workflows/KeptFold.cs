namespace CovidClassifier.Workflows;

/// <summary>A fold of a cross-validation as a file keeps it.</summary>
internal sealed record KeptFold
{
    /// <summary>Of the library.</summary>
    public required string Version { get; init; }

    /// <summary>Over choices, network and images, folds and grouping.</summary>
    public required string Run { get; init; }

    /// <summary>The images left out, in their order.</summary>
    public required IReadOnlyList<KeptPrediction> Images { get; init; }

    public required IReadOnlyList<EpochRecord> History { get; init; }

    public required int BestEpoch { get; init; }

    /// <summary>Why there are no heat maps, though they were asked for.</summary>
    public string? NoHeatMaps { get; init; }

    public required FoldCost Cost { get; init; }
}
