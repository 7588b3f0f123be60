namespace CovidClassifier;

/// <summary>The images that a model was made from.</summary>
public sealed record CardData
{
    /// <summary>Images by split: "training", "validation", "test".</summary>
    public IReadOnlyDictionary<string, CardSplit> Splits { get; init; } = new Dictionary<string, CardSplit>();

    /// <summary>Share of the images whose patient is known, 0 to 1; the others count as one patient each. NaN where it was not counted.</summary>
    public double KnownPatientShare { get; init; } = double.NaN;

    /// <summary>Number of images by source, over all splits.</summary>
    public IReadOnlyDictionary<string, int> Sources { get; init; } = new Dictionary<string, int>();
}
