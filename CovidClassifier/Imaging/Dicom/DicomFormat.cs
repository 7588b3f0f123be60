namespace CovidClassifier.Imaging.Dicom;

/// <summary>DICOM (PS3.10), with its preamble or without.</summary>
internal sealed class DicomFormat : IImageFormat
{
    public string Name => "DICOM";

    public bool Recognises(ReadOnlySpan<byte> head) => DicomFile.HasPreamble(head) || DicomFile.BareSyntax(head) is not null;

    public StoredPicture Open(EncodedImage image)
    {
        DicomFile file = DicomFile.Read(image);
        return new DicomPicture(image, file, DicomPixels.Read(image, file));
    }
}
