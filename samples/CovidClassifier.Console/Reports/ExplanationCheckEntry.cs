namespace CovidClassifier.Console.Reports;

/// <summary>Whether a method's maps mean anything, over some images.</summary>
internal sealed record ExplanationCheckEntry
{
    /// <summary>The label explained; null for all together.</summary>
    public required string? Label { get; init; }

    public required int Images { get; init; }

    public required bool IsMeaningful { get; init; }

    public required string Sentence { get; init; }

    public required double DeletionArea { get; init; }

    public required double InsertionArea { get; init; }

    public required double RandomOrderDeletionArea { get; init; }

    public required double RandomOrderInsertionArea { get; init; }

    public required double RandomWeightsSimilarity { get; init; }

    /// <summary>The same for each label; empty in these entries.</summary>
    public IReadOnlyList<ExplanationCheckEntry> ByLabel { get; init; } = [];

    public static ExplanationCheckEntry Of(ExplanationChecks checks) =>
        Of(checks, label: null) with { ByLabel = [.. checks.ByLabel.Select(c => Of(c, c.Images[0].Label))] };

    private static ExplanationCheckEntry Of(ExplanationChecks checks, string? label) => new()
    {
        Label = label,
        Images = checks.Images.Count,
        IsMeaningful = checks.IsMeaningful,
        Sentence = checks.Sentence,
        DeletionArea = checks.Map.Deletion,
        InsertionArea = checks.Map.Insertion,
        RandomOrderDeletionArea = checks.Random.Deletion,
        RandomOrderInsertionArea = checks.Random.Insertion,
        RandomWeightsSimilarity = checks.RandomWeightsSimilarity,
    };
}
