namespace CovidClassifier.Imaging.Dicom;

/// <summary>
/// Where a file states how the values of a frame become gray: in the functional groups of the frame, in those that all frames share (DICOM PS3.3, C.7.6.16, as
/// multi-frame files have them), else in the data set itself.
/// </summary>
internal sealed class DicomGroups(DicomDataSet set, int frame)
{
    private readonly DicomDataSet?[] _groups = [set.Item(DicomTag.FrameGroups, frame - 1), set.Item(DicomTag.SharedGroups)];

    /// <summary>The set that holds the window (C.7.6.16.2.10).</summary>
    public DicomDataSet Window => Holding(DicomTag.FrameWindows, DicomTag.WindowCentre);

    /// <summary>The set that holds slope and intercept (C.7.6.16.2.9).</summary>
    public DicomDataSet Rescale => Holding(DicomTag.ValueTransformations, DicomTag.RescaleSlope);

    private DicomDataSet Holding(DicomTag sequence, DicomTag needed) =>
        _groups.Select(g => g?.Item(sequence)).FirstOrDefault(item => item?.Find(needed) is not null) ?? set;
}
