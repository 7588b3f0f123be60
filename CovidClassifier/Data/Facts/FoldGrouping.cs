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

    /// <summary>
    /// All images of a source are in one fold, and patients who are in it are in no training: each source is left out once. There are as many folds as
    /// sources that can be left out; see <see cref="XRayDataset.LeaveOneSourceOut"/>.
    /// </summary>
    Source,
}
