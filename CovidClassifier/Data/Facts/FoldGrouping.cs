namespace CovidClassifier;

/// <summary>What must stay together in <see cref="XRayDataset.Folds"/>.</summary>
public enum FoldGrouping
{
    /// <summary>All images of a patient are in one fold; an image of an unknown patient stands alone.</summary>
    Patient,

    /// <summary>
    /// Nothing: each image stands alone. Images of one patient then stand in several folds, which makes figures better than they are; only
    /// for comparison with published figures.
    /// </summary>
    None,
}
