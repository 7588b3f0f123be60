using System.Text.Json;
using System.Text.Json.Serialization;

namespace CovidClassifier.Console.Reports;

/// <summary>A duration is a number of seconds.</summary>
internal sealed class TimeInSeconds : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TimeSpan.FromSeconds(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
}
