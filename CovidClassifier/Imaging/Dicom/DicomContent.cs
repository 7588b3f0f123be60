namespace CovidClassifier.Imaging.Dicom;

/// <summary>What a DICOM file holds by its class (DICOM PS3.4, annex B.5, and PS3.3, F.5 for the directory), where that is no picture.</summary>
internal static class DicomContent
{
    private const string Storage = "1.2.840.10008.5.1.4.1.1.";
    private const int Preamble = 132;

    private static readonly (string Class, string Content)[] Known =
    [
        ("1.2.840.10008.1.3.10", "a DICOMDIR, the directory of a folder of DICOM files"),
        (Storage + "88.59", "a DICOM key object selection"),
        (Storage + "88.", "a DICOM structured report"),
        (Storage + "11.", "a DICOM presentation state"),
        (Storage + "104.", "a document wrapped in DICOM"),
        (Storage + "9.", "a DICOM waveform"),
        (Storage + "66.1", "a DICOM registration"),
        (Storage + "481.3", "a DICOM radiotherapy structure set"),
        (Storage + "481.5", "a DICOM radiotherapy plan"),
    ];

    /// <summary>With its article; null where the file is no DICOM file, or may hold a picture.</summary>
    /// <param name="head">The first <see cref="IImageFormat.HeadLength"/> bytes.</param>
    public static string? WithoutPicture(ReadOnlySpan<byte> head)
    {
        if (!DicomFile.HasPreamble(head))
        {
            return null;
        }

        string? stated = DicomDataSet.Read(head[Preamble..].ToArray(), isExplicit: true, isBigEndian: false).Text(DicomTag.MediaStorageClass);
        return stated is null ? null : Known.FirstOrDefault(k => k.Class.EndsWith('.') ? stated.StartsWith(k.Class, StringComparison.Ordinal)
            : stated == k.Class).Content;
    }
}
