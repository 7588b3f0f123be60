using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CovidClassifier.Foundation;
using CovidClassifier.Scoring;

namespace CovidClassifier.Packaging;

/// <summary>Reads a card from its JSON, or says in one sentence why it cannot.</summary>
internal static class CardReader
{
    // names, values and brackets: twice what the hashes of the largest card take
    private const int MostParts = 1_000_000;

    /// <exception cref="ModelFileException">Newer than this library, or not a card.</exception>
    public static ModelCard Read(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            RequireKnownFormat(json, path);
            JsonNode whole = JsonNode.Parse(json) ?? throw new JsonException("it is null.");
            CardDefaults.Complete(whole, CardJson.Readable.ModelCard);
            ModelCard card = whole.Deserialize(CardJson.Readable.ModelCard)!;
            NoNulls.Require(card, CardJson.Readable.ModelCard, "card");
            _ = Rule(card);
            return card;
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new ModelFileException(path, $"its model card does not make sense: {e.Message}", e);
        }
    }

    /// <summary>Refuses a card of a newer format; what else is wrong with it is told when it is read.</summary>
    /// <exception cref="ModelFileException">Newer than this library.</exception>
    public static void RefuseNewer(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            RequireKnownFormat(json, path);
        }
        catch (JsonException)
        {
            // told by whoever reads all of it
        }
    }

    /// <exception cref="ArgumentException">Class names, positive label and threshold do not fit each other.</exception>
    public static DecisionRule Rule(ModelCard card) => new(card.ClassNames, card.PositiveLabel, card.Threshold);

    // looked at before the rest, and without taking memory: a newer card may have keys of other types, and a stranger's more parts than any card
    private static void RequireKnownFormat(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json);
        int? format = null;
        bool isFormat = false;
        for (int parts = 0; reader.Read(); parts++)
        {
            if (parts > MostParts)
            {
                throw new JsonException($"it has more than {MostParts} parts.");
            }

            format = isFormat && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int read) ? read : isFormat ? null : format;
            isFormat = reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("formatVersion"u8);
        }

        if (format is not >= 1)
        {
            throw new JsonException("it has no 'formatVersion'.");
        }

        if (format > ModelCard.CurrentFormat)
        {
            throw new ModelFileException(path, string.Create(
                CultureInfo.InvariantCulture,
                $"it has format {format}, made by a newer version of CovidClassifier; this version reads up to format {ModelCard.CurrentFormat}. " +
                    $"Update the library."));
        }
    }
}
