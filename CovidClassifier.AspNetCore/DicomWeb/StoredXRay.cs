namespace CovidClassifier.AspNetCore.DicomWeb;

/// <summary>What became of one X-ray that an archive sent.</summary>
/// <param name="Source">Which it is; null where it does not say.</param>
/// <param name="Result">Null where there is none.</param>
/// <param name="FailureReason">Why (DICOM PS3.18, table 10.5.3-1); null where there is a result.</param>
internal sealed record StoredXRay(DicomSource? Source, DicomResult? Result, int? FailureReason)
{
    /// <summary>It is not of the study that the address names: data set does not match SOP class.</summary>
    public const int OtherStudy = 0xA900;

    /// <summary>It cannot be read, or is no X-ray of a study.</summary>
    public const int NotUnderstood = 0xC000;
}
