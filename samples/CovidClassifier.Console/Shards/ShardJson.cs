using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CovidClassifier.Console.Shards;

/// <summary>What shards note of themselves, as JSON.</summary>
[JsonSerializable(typeof(ScoreShard))]
[JsonSerializable(typeof(ShardNote))]
internal sealed partial class ShardJson : JsonSerializerContext
{
    /// <summary>Indented, keys in camelCase.</summary>
    public static ShardJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
