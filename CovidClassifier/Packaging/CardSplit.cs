namespace CovidClassifier;

/// <summary>One part of a split.</summary>
public sealed record CardSplit
{
    /// <summary>Number of images.</summary>
    public required int Images { get; init; }

    /// <summary>Number of images by class.</summary>
    public required IReadOnlyDictionary<string, int> ImagesByClass { get; init; }

    /// <summary>Number of patients; an image of an unknown patient counts as one.</summary>
    public int Patients { get; init; }

    /// <summary>Whose images they are, class by class; empty in cards that were written before it was counted.</summary>
    public IReadOnlyList<CardGroup> Groups { get; init; } = [];
}
