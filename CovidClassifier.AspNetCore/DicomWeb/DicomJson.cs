using System.Buffers;
using System.Text.Json;

namespace CovidClassifier.AspNetCore.DicomWeb;

/// <summary>Answers in the DICOM JSON model (DICOM PS3.18, annex F).</summary>
internal static class DicomJson
{
    public const string ContentType = "application/dicom+json";

    private const string SopClass = "00080016", SopInstance = "00080018", ReferencedSopClass = "00081150", ReferencedSopInstance = "00081155",
        RetrieveAddress = "00081190", FailureReason = "00081197", Failed = "00081198", Referenced = "00081199", Study = "0020000D", Series = "0020000E";

    /// <summary>The answer to a store request (PS3.18, 10.5.3).</summary>
    /// <param name="stored">What became of each X-ray.</param>
    /// <param name="root">Address of all studies.</param>
    public static byte[] Stored(IReadOnlyList<StoredXRay> stored, string root) => Write(json =>
    {
        json.WriteStartObject();
        string[] studies = [.. stored.Select(s => s.Result?.StructuredReport.StudyInstanceUid).OfType<string>().Distinct()];
        if (studies is [var only])
        {
            Text(json, RetrieveAddress, "UR", $"{root}/{only}");
        }

        Sequence(json, Referenced, stored.Where(s => s.Result is not null), s =>
        {
            Reference(json, s.Source);
            Text(json, RetrieveAddress, "UR", $"{root}/{s.Result!.StructuredReport.StudyInstanceUid}");
        });
        Sequence(json, Failed, stored.Where(s => s.Result is null), s =>
        {
            Reference(json, s.Source);
            Begin(json, FailureReason, "US");
            json.WriteNumberValue(s.FailureReason!.Value);
            End(json);
        });
        json.WriteEndObject();
    });

    /// <summary>The answer to a search for instances (PS3.18, 10.6.3).</summary>
    public static byte[] Instances(IReadOnlyList<DicomInstance> instances) => Write(json =>
    {
        json.WriteStartArray();
        foreach (DicomInstance instance in instances)
        {
            json.WriteStartObject();
            Text(json, SopClass, "UI", instance.SopClassUid);
            Text(json, SopInstance, "UI", instance.SopInstanceUid);
            Text(json, Study, "UI", instance.StudyInstanceUid);
            Text(json, Series, "UI", instance.SeriesInstanceUid);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            write(json);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Sequence(Utf8JsonWriter json, string tag, IEnumerable<StoredXRay> items, Action<StoredXRay> write)
    {
        StoredXRay[] all = [.. items];
        if (all.Length == 0)
        {
            return;
        }

        Begin(json, tag, "SQ");
        foreach (StoredXRay item in all)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        End(json);
    }

    private static void Reference(Utf8JsonWriter json, DicomSource? source)
    {
        if (source is not null)
        {
            Text(json, ReferencedSopClass, "UI", source.SopClassUid);
            Text(json, ReferencedSopInstance, "UI", source.SopInstanceUid);
        }
    }

    private static void Text(Utf8JsonWriter json, string tag, string type, string value)
    {
        Begin(json, tag, type);
        json.WriteStringValue(value);
        End(json);
    }

    private static void Begin(Utf8JsonWriter json, string tag, string type)
    {
        json.WriteStartObject(tag);
        json.WriteString("vr", type);
        json.WriteStartArray("Value");
    }

    private static void End(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
