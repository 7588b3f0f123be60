using System.Globalization;
using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.DicomResults;

/// <summary>The concepts that a result is told in (DICOM PS3.16, annex D and the context groups named; SNOMED CT), and how one is written.</summary>
internal static class Codes
{
    /// <summary>Our own scheme, for what no public one names.</summary>
    public const string OwnScheme = "99CVDCLS";

    public static readonly DicomCode Report = Dcm("126000", "Imaging Measurement Report");
    public static readonly DicomCode Language = Dcm("121049", "Language of Content Item and Descendants");
    public static readonly DicomCode English = new("en", "RFC5646", "English");
    public static readonly DicomCode ObserverType = Dcm("121005", "Observer Type");
    public static readonly DicomCode Device = Dcm("121007", "Device");
    public static readonly DicomCode DeviceUid = Dcm("121012", "Device Observer UID");
    public static readonly DicomCode DeviceName = Dcm("121013", "Device Observer Name");
    public static readonly DicomCode DeviceManufacturer = Dcm("121014", "Device Observer Manufacturer");
    public static readonly DicomCode DeviceModel = Dcm("121015", "Device Observer Model Name");
    public static readonly DicomCode DeviceSerial = Dcm("121016", "Device Observer Serial Number");
    public static readonly DicomCode Procedure = Dcm("121058", "Procedure reported");
    public static readonly DicomCode ChestXRay = Sct("399208008", "Plain chest X-ray");
    public static readonly DicomCode ImageLibrary = Dcm("111028", "Image Library");
    public static readonly DicomCode ImageLibraryGroup = Dcm("126200", "Image Library Group");
    public static readonly DicomCode Modality = Dcm("121139", "Modality");
    public static readonly DicomCode TargetRegion = Dcm("123014", "Target Region");
    public static readonly DicomCode Chest = Sct("51185008", "Chest");
    public static readonly DicomCode Measurements = Dcm("126010", "Imaging Measurements");
    public static readonly DicomCode Group = Dcm("125007", "Measurement Group");
    public static readonly DicomCode TrackingIdentifier = Dcm("112039", "Tracking Identifier");
    public static readonly DicomCode TrackingUid = Dcm("112040", "Tracking Unique Identifier");
    public static readonly DicomCode Finding = Dcm("121071", "Finding");
    public static readonly DicomCode FindingSite = Sct("363698007", "Finding Site");
    public static readonly DicomCode Lung = Sct("39607008", "Lung");
    public static readonly DicomCode AlgorithmName = Dcm("111001", "Algorithm Name");
    public static readonly DicomCode AlgorithmVersion = Dcm("111003", "Algorithm Version");
    public static readonly DicomCode Certainty = Dcm("111012", "Certainty of Finding");
    public static readonly DicomCode Threshold = new("THRESHOLD", OwnScheme, "Certainty from which on the finding is told");
    public static readonly DicomCode Presence = Sct("705057003", "Presence");
    public static readonly DicomCode Present = Sct("52101004", "Present");
    public static readonly DicomCode Absent = Sct("2667000", "Absent");
    public static readonly DicomCode Illustration = Dcm("121200", "Illustration of ROI");
    public static readonly DicomCode Comment = Dcm("121106", "Comment");
    public static readonly DicomCode Percent = new("%", "UCUM", "Percent");
    public static readonly DicomCode SourceImage = Dcm("121322", "Source image for image processing operation");

    private const int LongestValue = 16;

    private static readonly (string Label, DicomCode Code)[] Findings =
    [
        ("COVID-19", Sct("840539006", "COVID-19")),
        ("Pneumonia", Sct("233604007", "Pneumonia")),
        ("Normal", Sct("17621005", "Normal")),
    ];

    /// <summary>Modalities of projection X-rays and what is taken for such (context group 29).</summary>
    private static readonly (string Modality, string Meaning)[] Modalities =
    [
        ("CR", "Computed Radiography"), ("DX", "Digital Radiography"), ("RG", "Radiographic imaging"), ("RF", "Radiofluoroscopy"), ("XA", "X-Ray Angiography"),
        ("CT", "Computed Tomography"), ("MR", "Magnetic Resonance"), ("US", "Ultrasound"), ("OT", "Other Modality"),
    ];

    /// <summary>What a class is in DICOM: what the caller says, a public code, or one of our own scheme that has the class's name.</summary>
    public static DicomCode OfLabel(string label, IReadOnlyDictionary<string, DicomCode> given) =>
        given.FirstOrDefault(g => LabelTable.AreSame(g.Key, label)).Value
        ?? Array.Find(Findings, f => LabelTable.AreSame(f.Label, label)).Code
        ?? new DicomCode(label.ToUpper(CultureInfo.InvariantCulture), OwnScheme, label);

    /// <summary>A modality; null where it is no known one.</summary>
    public static DicomCode? OfModality(string? modality) =>
        Array.Find(Modalities, m => m.Modality == modality) is { Modality: { } known, Meaning: { } meaning } ? Dcm(known, meaning) : null;

    /// <summary>A concept as the item of a sequence.</summary>
    public static DicomDraft Item(this DicomCode code, DicomCharacters characters) =>
        new DicomDraft(characters)
            .Add(code.Value.Length <= LongestValue ? DicomTag.CodeValue : DicomTag.LongCodeValue, code.Value)
            .Add(DicomTag.CodingScheme, code.Scheme)
            .Add(DicomTag.CodeMeaning, code.Meaning);

    private static DicomCode Dcm(string value, string meaning) => new(value, "DCM", meaning);

    private static DicomCode Sct(string value, string meaning) => new(value, "SCT", meaning);
}
