using System.Text.Json;
using System.Text.Json.Serialization;

namespace CovidClassifier.Packaging;

/// <summary>A seed in the card is the unsigned number of the same 64 bits, as it was from the beginning.</summary>
internal sealed class UnsignedSeed : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => unchecked((long)reader.GetUInt64());

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(unchecked((ulong)value));
}
