using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.DicomResults;

/// <summary>The model as the device that made an object, and the moment when.</summary>
/// <param name="Model">What the network is called.</param>
/// <param name="Uid">Which model it is.</param>
/// <param name="Serial">The same in short.</param>
/// <param name="Version">Of the library that made the model.</param>
/// <param name="Now">When.</param>
internal sealed record ResultMaker(string Model, string Uid, string Serial, string Version, DateTimeOffset Now)
{
    public const string Manufacturer = "CovidClassifier";

    /// <summary>The modules General Equipment and Enhanced General Equipment, and the moment.</summary>
    /// <param name="draft">Written to.</param>
    public DicomDraft Describe(DicomDraft draft)
    {
        string date = Now.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        string time = Now.ToString("HHmmss.ffffff", System.Globalization.CultureInfo.InvariantCulture);
        return draft
            .Add(DicomTag.Manufacturer, Manufacturer)
            .Add(DicomTag.ModelName, Model)
            .Add(DicomTag.SerialNumber, Serial)
            .Add(DicomTag.SoftwareVersions, Version)
            .Add(DicomTag.ContentDate, date)
            .Add(DicomTag.ContentTime, time)
            .Add(DicomTag.SeriesDate, date)
            .Add(DicomTag.SeriesTime, time);
    }

    /// <summary>The identifier of what this model makes of an X-ray at this moment.</summary>
    public string InstanceOf(DicomStudy study, string kind) =>
        DicomUid.Of("instance", kind, Uid, study.SopInstance, FormattableString.Invariant($"{study.Frame}"), FormattableString.Invariant($"{Now.UtcTicks}"));

    /// <summary>The series of all such objects of a study.</summary>
    public string SeriesOf(DicomStudy study, string kind) => DicomUid.Of("series", kind, Uid, study.Study);
}
