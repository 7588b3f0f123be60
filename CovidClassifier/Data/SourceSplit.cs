namespace CovidClassifier;

/// <summary>One source held out, see <see cref="XRayDataset.LeaveOneSourceOut"/>.</summary>
/// <param name="Source">The source whose images are the test.</param>
/// <param name="Split">Test: the source's images; training and validation: those of the others.</param>
public sealed record SourceSplit(string Source, DatasetSplit Split);
