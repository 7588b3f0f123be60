namespace CovidClassifier.Imaging.Dicom;

/// <summary>DICOM (PS3.10), with its preamble or without.</summary>
internal sealed class DicomFormat : IImageFormat
{
    public string Name => "DICOM";

    public bool Recognises(ReadOnlySpan<byte> head) => DicomFile.HasPreamble(head) || DicomFile.BareSyntax(head) is not null;

    // what a header usually takes before the pixels
    public int BytesToCountFrames => 1 << 16;

    public int? CountFrames(EncodedImage image)
    {
        DicomDataSet elements = DicomFile.Read(image).Elements;
        return elements.Number(DicomTag.Frames) is { } frames ? (int)Math.Clamp(frames, 1, int.MaxValue)
            : elements.Find(DicomTag.Pixels) is null ? null
            : 1;
    }

    public StoredPicture Open(EncodedImage image)
    {
        DicomFile file = DicomFile.Read(image);
        return new DicomPicture(image, file, DicomPixels.Read(image, file));
    }
}
