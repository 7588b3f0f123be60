using System.Globalization;
using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.DicomResults;

/// <summary>
/// Writes a prediction as an Imaging Measurement Report (DICOM PS3.16, template 1500) in a Comprehensive 3D SR (PS3.3, A.35.13), one measurement group
/// (template 1501) per class, as the profile AI Results of IHE Radiology asks for qualitative findings.
/// </summary>
/// <param name="study">Of which study.</param>
/// <param name="maker">Who made it.</param>
internal sealed class StructuredReport(DicomStudy study, ResultMaker maker)
{
    public const string SopClass = "1.2.840.10008.5.1.4.1.1.88.34";

    private const string Kind = "report";
    private const int SeriesNumber = 9001;

    /// <param name="content">What is told.</param>
    /// <param name="picture">The heat map, which the report points to; null: there is none.</param>
    /// <param name="description">Of its series.</param>
    public DicomInstance Write(ReportContent content, DicomInstance? picture, string description)
    {
        string instance = maker.InstanceOf(study, Kind), series = maker.SeriesOf(study, Kind);
        DicomDraft draft = maker.Describe(study.Begin())
            .Add(DicomTag.SopClass, SopClass)
            .Add(DicomTag.SopInstance, instance)
            .Add(DicomTag.Modality, "SR")
            .Add(DicomTag.SeriesInstance, series)
            .Add(DicomTag.SeriesNumber, SeriesNumber)
            .Add(DicomTag.SeriesDescription, description)
            .Add(DicomTag.InstanceNumber, study.Number)
            .AddItems(DicomTag.CodingSchemes, new DicomDraft(study.Characters).Add(DicomTag.CodingScheme, Codes.OwnScheme)
                .Add(DicomTag.CodingSchemeName, "Classes and figures of CovidClassifier that no public scheme names"))
            .AddItems(DicomTag.ReferencedProcedureSteps)
            .AddItems(DicomTag.PerformedProcedures)
            .Add(DicomTag.CompletionFlag, "COMPLETE")
            .Add(DicomTag.VerificationFlag, "UNVERIFIED")
            .AddItems(DicomTag.Evidence, Evidence(picture));
        Tree(content, picture).WriteTo(draft);
        return new DicomInstance(SopClass, instance, series, study.Study, DicomFileWriter.ToFile(draft, SopClass, instance));
    }

    private ContentItem Tree(ReportContent content, DicomInstance? picture) => ContentItem.Container(
        Codes.Report, "1500", [.. Head(content, picture), .. content.Comments.Select(c => ContentItem.Text(Codes.Comment, c))]);

    private IEnumerable<ContentItem> Head(ReportContent content, DicomInstance? picture) =>
    [
        ContentItem.Code(Codes.Language, Codes.English).AsConceptModifier(),
        ContentItem.Code(Codes.ObserverType, Codes.Device).AsObservationContext(),
        ContentItem.Uid(Codes.DeviceUid, maker.Uid).AsObservationContext(),
        ContentItem.Text(Codes.DeviceName, ResultMaker.Manufacturer).AsObservationContext(),
        ContentItem.Text(Codes.DeviceManufacturer, ResultMaker.Manufacturer).AsObservationContext(),
        ContentItem.Text(Codes.DeviceModel, maker.Model).AsObservationContext(),
        ContentItem.Text(Codes.DeviceSerial, maker.Serial).AsObservationContext(),
        ContentItem.Code(Codes.Procedure, Codes.ChestXRay).AsConceptModifier(),
        ContentItem.Container(
            Codes.ImageLibrary, "1600",
            ContentItem.Container(
                Codes.ImageLibraryGroup, template: null,
                Codes.OfModality(study.Elements.Text(DicomTag.Modality)) is { } modality
                    ? ContentItem.Code(Codes.Modality, modality).AsAcquisitionContext() : null,
                ContentItem.Code(Codes.TargetRegion, Codes.Chest).AsAcquisitionContext(),
                ContentItem.Image(name: null, study.Reference()))),
        ContentItem.Container(Codes.Measurements, template: null, content.Classes.Select(c => Group(c, content, picture))),
    ];

    private ContentItem Group(ReportedClass reported, ReportContent content, DicomInstance? picture) => ContentItem.Container(
        Codes.Group, "1501",
        ContentItem.Text(Codes.TrackingIdentifier, reported.Label).AsObservationContext(),
        ContentItem.Uid(Codes.TrackingUid, DicomUid.Of("class", maker.Uid, study.SopInstance, reported.Label)).AsObservationContext(),
        ContentItem.Code(Codes.Finding, reported.Finding),
        ContentItem.Text(Codes.AlgorithmName, $"{ResultMaker.Manufacturer} {maker.Model}").AsConceptModifier(),
        ContentItem.Text(Codes.AlgorithmVersion, $"{maker.Version}, model {maker.Serial}").AsConceptModifier(),
        ContentItem.Code(Codes.FindingSite, Codes.Lung).AsConceptModifier(),
        ContentItem.Number(Codes.Certainty, Percent(reported.Probability), Codes.Percent),
        reported.Threshold is { } threshold ? ContentItem.Number(Codes.Threshold, Percent(threshold), Codes.Percent) : null,
        ContentItem.Code(Codes.Presence, reported.IsPredicted ? Codes.Present : Codes.Absent),
        picture is not null && reported.Label == content.Explained
            ? ContentItem.Image(
                Codes.Illustration,
                new DicomDraft(study.Characters).Add(DicomTag.ReferencedSopClass, picture.SopClassUid)
                    .Add(DicomTag.ReferencedSopInstance, picture.SopInstanceUid))
            : null);

    /// <summary>Every object that the tree points to, once (PS3.3, C.17.2, Current Requested Procedure Evidence).</summary>
    private DicomDraft Evidence(DicomInstance? picture)
    {
        List<DicomDraft> series = [Series(study.Series, study.SopClass, study.SopInstance)];
        if (picture is not null)
        {
            series.Add(Series(picture.SeriesInstanceUid, picture.SopClassUid, picture.SopInstanceUid));
        }

        return new DicomDraft(study.Characters).Add(DicomTag.StudyInstance, study.Study).AddItems(DicomTag.ReferencedSeries, series);
    }

    private DicomDraft Series(string uid, string sopClass, string sopInstance) => new DicomDraft(study.Characters)
        .Add(DicomTag.SeriesInstance, uid)
        .AddItems(
            DicomTag.ReferencedSops,
            new DicomDraft(study.Characters).Add(DicomTag.ReferencedSopClass, sopClass).Add(DicomTag.ReferencedSopInstance, sopInstance));

    private static string Percent(double share) => (100 * share).ToString("0.####", CultureInfo.InvariantCulture);
}
