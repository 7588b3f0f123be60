using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CovidClassifier.Console.Options;
using CovidClassifier.Foundation;

namespace CovidClassifier.Console.Reports;

/// <summary>Reports as JSON: camelCase keys, indented, UTF-8. The code is made at compile time, which spares reflection at start-up.</summary>
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(ModelReport))]
[JsonSerializable(typeof(CrossValidationReport))]
[JsonSerializable(typeof(ComparisonReport))]
[JsonSerializable(typeof(AutoReport))]
[JsonSerializable(typeof(NestedReport))]
[JsonSerializable(typeof(ExplanationReport))]
[JsonSerializable(typeof(PredictionReport))]
[JsonSerializable(typeof(LocalReport))]
[JsonSerializable(typeof(DriftReport))]
[JsonSerializable(typeof(QuantizationEntry))]
[JsonSerializable(typeof(DatasetsReport))]
[JsonSerializable(typeof(WeightsReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    // first: the next line takes them
    private static readonly JsonConverter[] Values =
        [new NanIsNull(), new TimeInSeconds(), new SubgroupJson(),
            new JsonStringEnumConverter<AuditVerdict>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)];

    public static ReportJson Readable { get; } = new(With([.. Values, new ModelReportJson(new ReportJson(With(Values)))]));

    /// <summary>To a file, whole or not at all, or to standard output.</summary>
    /// <param name="path">Null: nothing is written.</param>
    /// <param name="report">What to write.</param>
    /// <param name="type">How.</param>
    public static void Write<T>(string? path, T report, JsonTypeInfo<T> type)
    {
        if (path is null)
        {
            return;
        }

        byte[] json = [.. JsonSerializer.SerializeToUtf8Bytes(report, type), (byte)'\n'];
        if (path == JsonOption.StandardOutput)
        {
            using Stream output = System.Console.OpenStandardOutput();
            output.Write(json);
        }
        else
        {
            AtomicFile.Write(path, stream => stream.Write(json));
        }
    }

    private static JsonSerializerOptions With(params IReadOnlyList<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
        };
        foreach (JsonConverter converter in converters)
        {
            options.Converters.Add(converter);
        }

        return options;
    }
}
