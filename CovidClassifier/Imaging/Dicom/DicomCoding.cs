namespace CovidClassifier.Imaging.Dicom;

/// <summary>How the pixels of a DICOM file are packed.</summary>
internal enum DicomCoding
{
    Native,
    RunLengths,
    Jpeg,
    JpegLs,
    Jpeg2000,
    Foreign,
}
