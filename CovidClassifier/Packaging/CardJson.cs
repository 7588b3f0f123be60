using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CovidClassifier.Packaging;

/// <summary>The card's JSON, by code made at compile time: reading a card takes no reflection.</summary>
[JsonSerializable(typeof(ModelCard))]
internal sealed partial class CardJson : JsonSerializerContext
{
    /// <summary>Indented, keys in camelCase, '+' and letters of every alphabet as themselves: people read it, and it never goes into a page as it is.</summary>
    public static CardJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
            { new NotFiniteIsNull(), new TimeInSeconds(), new JsonStringEnumConverter<AuditVerdict>(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    });
}
