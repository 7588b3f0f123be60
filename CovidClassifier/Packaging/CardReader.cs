using System.Globalization;
using System.Text.Json;
using CovidClassifier.Scoring;

namespace CovidClassifier.Packaging;

/// <summary>Reads a card from its JSON, or says in one sentence why it cannot.</summary>
internal static class CardReader
{
    /// <exception cref="ModelFileException">Newer than this library, or not a card.</exception>
    public static ModelCard Read(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            RequireKnownFormat(json, path);
            ModelCard card = JsonSerializer.Deserialize(json, CardJson.Readable.ModelCard) ?? throw new JsonException("it is null.");
            NoNulls.Require(card, CardJson.Readable.ModelCard);
            _ = Rule(card);
            return card;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new ModelFileException(path, $"its model card does not make sense: {e.Message}", e);
        }
    }

    /// <exception cref="ArgumentException">Class names, positive label and threshold do not fit each other.</exception>
    public static DecisionRule Rule(ModelCard card) => new(card.ClassNames, card.PositiveLabel, card.Threshold);

    // looked at before the rest: a newer card may have keys of other types. Takes no memory, however large the card
    private static void RequireKnownFormat(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json);
        int? format = null;
        if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isFormat = reader.ValueTextEquals("formatVersion"u8);
                reader.Read();
                format = isFormat ? reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int read) ? read : null : format;
                reader.Skip();
            }
        }

        if (format is not >= 1)
        {
            throw new JsonException("it has no 'formatVersion'.");
        }

        if (format > ModelCard.CurrentFormat)
        {
            throw new ModelFileException(path, string.Create(
                CultureInfo.InvariantCulture,
                $"it has format {format}, made by a newer version of CovidClassifier; this version reads up to format {ModelCard.CurrentFormat}. Update the library."));
        }
    }
}
