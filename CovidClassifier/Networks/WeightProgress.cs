namespace CovidClassifier;

/// <summary>How far a download is.</summary>
/// <param name="Bytes">Bytes on the disk, those of an earlier attempt included.</param>
/// <param name="TotalBytes">Bytes of the whole file.</param>
public readonly record struct WeightProgress(long Bytes, long TotalBytes);
