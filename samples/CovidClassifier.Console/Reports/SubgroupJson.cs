using System.Text.Json;
using System.Text.Json.Serialization;

namespace CovidClassifier.Console.Reports;

/// <summary>A finding's subgroup: its figures under <c>metrics</c>, their intervals under <c>intervals</c>.</summary>
internal sealed class SubgroupJson : JsonConverter<Subgroup>
{
    public override Subgroup Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Reports are written, never read.");

    public override void Write(Utf8JsonWriter writer, Subgroup value, JsonSerializerOptions options)
    {
        (Metric Metric, MetricResult Result)[] figures = SubgroupEntry.Figures(value);
        writer.WriteStartObject();
        writer.WriteString("factor", value.Factor);
        writer.WriteString("name", value.Name);
        writer.WriteNumber("images", value.Images);
        writer.WriteNumber("patients", value.Patients);
        writer.WriteStartObject("metrics");
        foreach ((Metric metric, MetricResult result) in figures)
        {
            writer.WriteStartObject(metric.Key);
            writer.WritePropertyName("value");
            JsonSerializer.Serialize(writer, result.Value, ReportJson.Readable.Double);
            writer.WriteString("reason", result.Reason);
            writer.WriteBoolean("isDefined", result.IsDefined);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("intervals");
        foreach ((Metric metric, MetricResult result) in figures)
        {
            writer.WritePropertyName(metric.Key);
            JsonSerializer.Serialize(writer, result.Interval, ReportJson.Readable.MetricInterval);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
