using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CovidClassifier.Console.Reports;

/// <summary>Writes the metrics of a <see cref="ModelReport"/> as keys of their own, in the place of <see cref="ModelReport.Figures"/>.</summary>
internal sealed class ModelReportJson(ReportJson plain) : JsonConverter<ModelReport>
{
    private const string Figures = "figures";

    public override ModelReport Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Reports are written, never read.");

    public override void Write(Utf8JsonWriter writer, ModelReport value, JsonSerializerOptions options)
    {
        JsonObject report = JsonSerializer.SerializeToNode(value, plain.ModelReport)!.AsObject();
        int place = report.IndexOf(Figures);
        KeyValuePair<string, JsonNode?>[] figures = [.. report[Figures]!.AsObject()];
        report.RemoveAt(place);
        foreach ((string key, JsonNode? figure) in figures)
        {
            report.Insert(place++, key, figure?.DeepClone());
        }

        report.WriteTo(writer, options);
    }
}
