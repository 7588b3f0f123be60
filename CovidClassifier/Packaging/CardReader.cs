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
            ModelCard card = JsonSerializer.Deserialize(json, CardJson.Readable.ModelCard)!;
            object?[] parts =
                [card.ClassNames, card.Decision, card.Network, card.Data, card.Recipe, card.History, card.Metrics, card.Notes, card.Licences, card.ImageHashes];
            if (parts.Contains(null))
            {
                throw new JsonException("one of its parts is null.");
            }

            _ = Rule(card);
            return card;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ModelFileException(path, $"its model card does not make sense: {e.Message}", e);
        }
    }

    /// <exception cref="ArgumentException">Class names, positive label and threshold do not fit each other.</exception>
    public static DecisionRule Rule(ModelCard card) => new(card.ClassNames, card.PositiveLabel, card.Threshold);

    // looked at before the rest: a newer card may have keys of other types
    private static void RequireKnownFormat(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("formatVersion", out JsonElement version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out int format))
        {
            throw new JsonException("it has no 'formatVersion'.");
        }

        if (format > ModelCard.CurrentFormat)
        {
            throw new ModelFileException(path, string.Create(
                CultureInfo.InvariantCulture,
                $"it has format {format}, made by a newer version of CovidClassifier; this version reads up to format "
                + $"{ModelCard.CurrentFormat}. Update the " +
                    $"library."));
        }
    }
}
