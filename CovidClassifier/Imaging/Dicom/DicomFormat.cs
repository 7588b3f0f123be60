namespace CovidClassifier.Imaging.Dicom;

/// <summary>DICOM (PS3.10), with its preamble or without.</summary>
internal sealed class DicomFormat : IImageFormat
{
    public string Name => "DICOM";

    public bool Recognises(ReadOnlySpan<byte> head) => DicomFile.HasPreamble(head) || DicomFile.BareSyntax(head) is not null;

    // what a header may take before the pixels
    public int BytesToCountFrames => 1 << 16;

    public int CountFrames(EncodedImage image) =>
        (int)Math.Clamp(DicomFile.Read(image).Elements.Number(DicomTag.Frames) ?? 1, 1, int.MaxValue);

    public StoredPicture Open(EncodedImage image)
    {
        DicomFile file = DicomFile.Read(image);
        return new DicomPicture(image, file, DicomPixels.Read(image, file));
    }
}
