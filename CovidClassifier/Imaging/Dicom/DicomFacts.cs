using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier.Imaging.Dicom;

/// <summary>What a DICOM header says of patient and picture, as far as it is what it should be; null where it is silent.</summary>
/// <param name="PatientId">Who was X-rayed.</param>
/// <param name="AgeYears">0 to 150.</param>
/// <param name="Sex">M or F, else the file's own letter.</param>
/// <param name="View">Projection: PA, AP, LL and others.</param>
/// <param name="Modality">CR, DX, CT and others.</param>
/// <param name="Manufacturer">Of the machine.</param>
/// <param name="Institution">Where the picture was taken.</param>
internal sealed record DicomFacts(string? PatientId, double? AgeYears, string? Sex, string? View, string? Modality, string? Manufacturer, string? Institution)
{
    /// <summary>The part of the body, in DICOM's words.</summary>
    public string? BodyPart { get; init; }

    /// <summary>Whether the values are the detector's own, before they were made to be looked at.</summary>
    public bool IsForProcessing { get; init; }

    private const int Oldest = 150, LongestHeader = 1 << 20;
    private const double DaysPerYear = 365.25;

    private static readonly string[] Nobody = ["anon", "anonymous", "anonymized", "anonymised", "unknown", "none", "null", "n/a", "na", "nopatientid",
        "removed", "deidentified", "patientid"];

    // DICOM PS3.3, C.7.3.1.1.1: pictures that are no projection of X-rays through the chest
    private static readonly HashSet<string> OtherModalities =
    [
        "AR", "ASMT", "BDUS", "BI", "BMD", "CFM", "CT", "DMS", "DOC", "ECG", "EPS", "ES", "GM", "IO", "IVOCT", "IVUS", "LP", "LS", "MG", "MR", "NM", "OAM",
        "OCT", "OP", "OPM", "OPT", "OPTBSV", "OPTENF", "OPV", "OSS", "PA", "POS", "PT", "PX", "RTDOSE", "RTIMAGE", "SEG", "SM", "SMR", "STAIN", "TG", "US",
        "XAPROTOCOL", "XC",
    ];

    // DICOM PS3.16, annex L, as the element Body Part Examined writes them
    private static readonly HashSet<string> OtherParts =
    [
        "ABDOMEN", "ANKLE", "ARM", "BLADDER", "BRAIN", "BREAST", "BUTTOCK", "CALCANEUS", "CALF", "CAROTID", "COCCYX", "CSPINE", "EAR", "ELBOW", "EXTREMITY",
        "EYE", "FACE", "FEMUR", "FIBULA", "FINGER", "FOOT", "FOREARM", "HAND", "HEAD", "HIP", "HUMERUS", "JAW", "KIDNEY", "KNEE", "LEG", "LIVER", "LSPINE",
        "LUMBOSACRAL", "MANDIBLE", "MAXILLA", "NECK", "NOSE", "ORBIT", "PATELLA", "PELVIS", "RADIUS", "SACRUM", "SCALP", "SHOULDER", "SKULL", "TEETH",
        "THIGH", "THUMB", "TIBIA", "TMJ", "TOE", "TOOTH", "ULNA", "WRIST", "ZYGOMA",
    ];

    /// <summary>Modality, manufacturer and institution, as far as they are known; null where none is.</summary>
    public string? Source => string.Join(", ", new[] { Modality, Manufacturer, Institution }.OfType<string>()) is { Length: > 0 } source ? source : null;

    /// <summary>The modality where it is none of X-rays, for example CT; null also where it is not stated, or is not known.</summary>
    public string? OtherModality => Modality is not null && OtherModalities.Contains(Modality) ? Modality : null;

    /// <summary>The part of the body where it is another than the chest, for example HAND; null also where it is not stated, or is not known.</summary>
    public string? OtherPart => BodyPart?.ToUpperInvariant() is { } part && OtherParts.Contains(part) ? part : null;

    /// <summary>The facts of a file; null where it is no DICOM file, or damaged.</summary>
    /// <param name="bytes">The file, or so much of its beginning as its elements before the pixels take.</param>
    public static DicomFacts? Of(ReadOnlyMemory<byte> bytes)
    {
        if (!new DicomFormat().Recognises(bytes.Span[..Math.Min(bytes.Length, IImageFormat.HeadLength)]))
        {
            return null;
        }

        try
        {
            DicomDataSet set = DicomFile.Read(new EncodedImage(bytes, null)).Elements;
            return new DicomFacts(
                Identity(set.Text(DicomTag.PatientId)), Age(set), set.Text(DicomTag.Sex), set.Text(DicomTag.ViewPosition), set.Text(DicomTag.Modality),
                set.Text(DicomTag.Manufacturer), set.Text(DicomTag.Institution))
            {
                BodyPart = set.Text(DicomTag.BodyPart),
                IsForProcessing = set.Text(DicomTag.PresentationIntent) == "FOR PROCESSING",
            };
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }

    /// <summary>The facts of a file; null where it is no DICOM file, or cannot be read.</summary>
    public static DicomFacts? OfFile(string path)
    {
        try
        {
            using FileStream stream = RegularFile.OpenRead(path);
            byte[] head = new byte[IImageFormat.HeadLength];
            int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (!new DicomFormat().Recognises(head.AsSpan(0, length)))
            {
                return null;
            }

            byte[] bytes = new byte[Math.Max(length, (int)Math.Min(stream.Length, LongestHeader))];
            head.AsSpan(0, length).CopyTo(bytes);
            length += stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            return Of(bytes.AsMemory(0, length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>An identity that anonymisers write for everybody is none: all their pictures would be one patient's.</summary>
    private static string? Identity(string? id) =>
        id is null || Nobody.Contains(id, StringComparer.OrdinalIgnoreCase) || id.All(c => c is '0' or '*' or '-' or '_' or '.') ? null : id;

    /// <summary>An age as nnnD, nnnW, nnnM or nnnY (PS3.5, 6.2, AS), else the time from birth to the study.</summary>
    private static double? Age(DicomDataSet set)
    {
        if (set.Text(DicomTag.Age) is [.. var digits, var unit] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            double? years = char.ToUpperInvariant(unit) switch
            {
                'Y' => count,
                'M' => count / 12.0,
                'W' => count * 7 / DaysPerYear,
                'D' => count / DaysPerYear,
                _ => null,
            };
            return years <= Oldest ? years : null;
        }

        return Date(set, DicomTag.BirthDate) is { } birth && Date(set, DicomTag.StudyDate) is { } study && study >= birth && study.Year - birth.Year <= Oldest
            ? Math.Floor((study.DayNumber - birth.DayNumber) / DaysPerYear)
            : null;
    }

    private static DateOnly? Date(DicomDataSet set, DicomTag tag) =>
        DateOnly.TryParseExact(set.Text(tag), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;
}
