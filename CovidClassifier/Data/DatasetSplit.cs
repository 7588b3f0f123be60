namespace CovidClassifier;

/// <summary>
/// Training, validation and test images of one dataset: every image in exactly one of them, no patient in two, every class near its share
/// in each. All three have the dataset's class names, also where a class is missing.
/// </summary>
public sealed class DatasetSplit
{
    internal DatasetSplit(
        XRayDataset training, XRayDataset validation, XRayDataset test, long seed, IReadOnlyList<string> notes, IReadOnlyList<string> warnings)
    {
        Training = training;
        Validation = validation;
        Test = test;
        Seed = seed;
        Notes = notes;
        Warnings = warnings;
    }

    /// <summary>What the weights are fitted to.</summary>
    public XRayDataset Training { get; }

    /// <summary>What early stopping, calibration and thresholds look at. Empty where its share is 0.</summary>
    public XRayDataset Validation { get; }

    /// <summary>What is looked at once, for the figures that are reported. Empty where its share is 0.</summary>
    public XRayDataset Test { get; }

    /// <summary>The seed that this split was drawn with.</summary>
    public long Seed { get; }

    /// <summary>Sentences that say how the data were read and split.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Sentences that belong beside every figure from this split: unknown patients, a class that is missing from a part.</summary>
    public IReadOnlyList<string> Warnings { get; }
}
