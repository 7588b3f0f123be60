using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.DicomResults;

/// <summary>Writes a picture as a Secondary Capture Image in colour (DICOM PS3.3, A.8.1), not compressed.</summary>
/// <param name="study">Of which study.</param>
/// <param name="maker">Who made it.</param>
internal sealed class SecondaryCapture(DicomStudy study, ResultMaker maker)
{
    public const string SopClass = "1.2.840.10008.5.1.4.1.1.7";

    private const string Kind = "heat map";
    private const int SeriesNumber = 9002, BytesPerColour = 3;

    /// <param name="picture">The picture.</param>
    /// <param name="comment">What it shows, in a sentence.</param>
    /// <param name="description">Of its series.</param>
    public DicomInstance Write(ColourPicture picture, string comment, string description)
    {
        string instance = maker.InstanceOf(study, Kind), series = maker.SeriesOf(study, Kind);
        DicomDraft source = study.Reference().AddItems(DicomTag.PurposeOfReference, Codes.SourceImage.Item(study.Characters));
        DicomDraft draft = maker.Describe(study.Begin())
            .Add(DicomTag.SopClass, SopClass)
            .Add(DicomTag.SopInstance, instance)
            .AddValues(DicomTag.ImageType, "DERIVED", "SECONDARY")
            .Add(DicomTag.Modality, "OT")
            .Add(DicomTag.ConversionType, "WSD")
            .Add(DicomTag.BodyPart, "CHEST")
            .Copy(study.Elements, DicomTag.BodyPart)
            .Add(DicomTag.SeriesInstance, series)
            .Add(DicomTag.SeriesNumber, SeriesNumber)
            .Add(DicomTag.SeriesDescription, description)
            .Add(DicomTag.InstanceNumber, study.Number)
            .CopyOrEmpty(study.Elements, DicomTag.PatientOrientation)
            .Add(DicomTag.DerivationDescription, comment)
            .Add(DicomTag.ImageComments, comment)
            .AddItems(DicomTag.SourceImages, source)
            .Copy(study.Elements, DicomTag.LossyCompression, DicomTag.CompressionRatio, DicomTag.CompressionMethod)
            .Add(DicomTag.BurnedInAnnotation, "NO")
            .Add(DicomTag.SamplesPerPixel, BytesPerColour)
            .Add(DicomTag.Photometric, "RGB")
            .Add(DicomTag.PlanarConfiguration, 0)
            .Add(DicomTag.Rows, picture.Height)
            .Add(DicomTag.Columns, picture.Width)
            .Add(DicomTag.BitsAllocated, 8)
            .Add(DicomTag.BitsStored, 8)
            .Add(DicomTag.HighBit, 7)
            .Add(DicomTag.PixelRepresentation, 0)
            .Add(DicomTag.Pixels, picture.Rgb);
        return new DicomInstance(SopClass, instance, series, study.Study, DicomFileWriter.ToFile(draft, SopClass, instance));
    }
}
