using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.DicomResults;

/// <summary>The X-ray that a result belongs to: whose study it is part of, and what objects of that study take over from it.</summary>
/// <param name="Elements">The X-ray's elements.</param>
/// <param name="Study">Study Instance UID.</param>
/// <param name="Series">Series Instance UID.</param>
/// <param name="SopClass">SOP Class UID.</param>
/// <param name="SopInstance">SOP Instance UID.</param>
/// <param name="Frame">Which frame was looked at, from 1; null where there is but one.</param>
internal sealed record DicomStudy(DicomDataSet Elements, string Study, string Series, string SopClass, string SopInstance, int? Frame)
{
    // type 2 in the modules Patient and General Study: there, with or without a value
    private static readonly DicomTag[] Always =
    [
        DicomTag.PatientName, DicomTag.PatientId, DicomTag.BirthDate, DicomTag.Sex, DicomTag.StudyDate, DicomTag.StudyTime, DicomTag.ReferringPhysician,
        DicomTag.StudyId, DicomTag.AccessionNumber,
    ];

    private static readonly DicomTag[] WhereKnown =
    [
        DicomTag.PatientIdIssuer, DicomTag.Age, DicomTag.IdentityRemoved, DicomTag.DeidentificationMethod, DicomTag.StudyDescription, DicomTag.TimeZone,
        DicomTag.Institution,
    ];

    /// <summary>The X-ray's number in its series, which its results take over; 1 where it has none.</summary>
    public int Number => (int)(Elements.Number(DicomTag.InstanceNumber) is { } number and >= 0 and <= int.MaxValue ? number : 1);

    /// <summary>How the text of objects of this study is encoded.</summary>
    public DicomCharacters Characters { get; } = DicomCharacters.Of(Elements, [.. Always, .. WhereKnown]);

    /// <summary>A file taken apart; null where it is no DICOM file.</summary>
    /// <exception cref="ImageFormatException">It is damaged.</exception>
    public static DicomFile? Read(EncodedImage image) =>
        new DicomFormat().Recognises(image.Bytes.Span[..Math.Min(image.Bytes.Length, IImageFormat.HeadLength)]) ? DicomFile.Read(image) : null;

    /// <exception cref="ImageFormatException">The image is no DICOM file, does not say of which study it is, or is itself such a result.</exception>
    public static DicomStudy Of(EncodedImage image)
    {
        DicomDataSet set = Read(image)?.Elements ?? throw image.Refuse("it is no DICOM file, and a result in DICOM is an object of the X-ray's own study.");
        if (set.Text(DicomTag.Manufacturer) == ResultMaker.Manufacturer)
        {
            throw image.Refuse("it is a result that this library made, not an X-ray.");
        }

        return new DicomStudy(
            set, Needed(DicomTag.StudyInstance, "Study Instance UID"), Needed(DicomTag.SeriesInstance, "Series Instance UID"),
            Needed(DicomTag.SopClass, "SOP Class UID"), Needed(DicomTag.SopInstance, "SOP Instance UID"), set.Number(DicomTag.Frames) > 1 ? image.Frame : null);

        // an identifier becomes part of file names and addresses
        string Needed(DicomTag tag, string name) => set.Text(tag) switch
        {
            null => throw image.Refuse($"it is a DICOM file that states no {name}, and a result in DICOM is an object of the X-ray's own study."),
            { Length: <= 64 } uid when uid.All(c => char.IsAsciiDigit(c) || c == '.') && uid[0] != '.' => uid,
            var other => throw image.Refuse($"it is a DICOM file whose {name} must be digits and dots, got '{other}'."),
        };
    }

    /// <summary>A data set of this study: what its objects have in common.</summary>
    public DicomDraft Begin()
    {
        var draft = new DicomDraft(Characters);
        if (!Characters.Stated.IsEmpty)
        {
            draft.Add(DicomTag.CharacterSet, Characters.Stated.ToArray());
        }

        return draft.CopyOrEmpty(Elements, Always).Copy(Elements, WhereKnown).Add(DicomTag.StudyInstance, Study);
    }

    /// <summary>A reference to the X-ray.</summary>
    public DicomDraft Reference()
    {
        DicomDraft reference = new DicomDraft(Characters).Add(DicomTag.ReferencedSopClass, SopClass).Add(DicomTag.ReferencedSopInstance, SopInstance);
        return Frame is { } frame ? reference.Add(DicomTag.ReferencedFrame, frame) : reference;
    }
}
