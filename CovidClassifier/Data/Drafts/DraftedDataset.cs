namespace CovidClassifier.Data.Drafts;

/// <summary>What a reader made of a dataset, before anybody asks whether its problems are allowed.</summary>
internal sealed record DraftedDataset
{
    public required string Name { get; init; }

    /// <summary>Null: the images came from memory.</summary>
    public required string? Root { get; init; }

    public required DatasetOptions Options { get; init; }

    /// <summary>Each with a label that is one of <see cref="ClassNames"/>.</summary>
    public required IReadOnlyList<XRayImage> Images { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    public required IReadOnlyList<DatasetProblem> Problems { get; init; }

    public required IReadOnlyList<LeftOut> LeftOut { get; init; }

    public required DatasetCounts Counts { get; init; }

    /// <summary>Sentences that say how the data were read.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Sentences that belong beside any figure.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The same with one count more of what it leaves out.</summary>
    public DraftedDataset WithLeftOut(LeftOut leftOut) => leftOut.Count == 0 ? this : this with { LeftOut = [.. LeftOut, leftOut] };
}
