using CovidClassifier.DicomResults;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier;

/// <summary>The X-ray that a result in DICOM is of.</summary>
/// <param name="SopClassUid">What kind of object it is.</param>
/// <param name="SopInstanceUid">Which object it is.</param>
public sealed record DicomSource(string SopClassUid, string SopInstanceUid)
{
    /// <summary>Which object a file holds; null where it is no DICOM file, is damaged, or does not say.</summary>
    /// <param name="file">The whole file.</param>
    public static DicomSource? TryRead(ReadOnlyMemory<byte> file)
    {
        try
        {
            DicomDataSet? set = DicomStudy.Read(new EncodedImage(file, null))?.Elements;
            return set?.Text(DicomTag.SopClass) is { } sopClass && set.Text(DicomTag.SopInstance) is { } instance ? new DicomSource(sopClass, instance) : null;
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }
}
