using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace CovidClassifier.Packaging;

/// <summary>
/// What a card does not say, because a version of the library wrote it that did not know the key: nothing, as an empty list, text or part, and no number. The
/// code made at compile time would leave null there.
/// </summary>
internal static class CardDefaults
{
    /// <summary>Adds the keys that are missing, at any depth.</summary>
    /// <param name="json">Changed in place.</param>
    /// <param name="type">What is to be read from it.</param>
    public static void Complete(JsonNode? json, JsonTypeInfo type)
    {
        switch ((json, type.Kind))
        {
            case (JsonObject part, JsonTypeInfoKind.Object):
                foreach (JsonPropertyInfo property in type.Properties)
                {
                    Complete(part, property, type.Options.GetTypeInfo(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
                }

                break;
            case (JsonObject entries, JsonTypeInfoKind.Dictionary):
                CompleteEach(entries.Select(e => e.Value), type);
                break;
            case (JsonArray elements, JsonTypeInfoKind.Enumerable):
                CompleteEach(elements, type);
                break;
        }
    }

    private static void CompleteEach(IEnumerable<JsonNode?> elements, JsonTypeInfo list)
    {
        JsonTypeInfo type = list.Options.GetTypeInfo(Nullable.GetUnderlyingType(list.ElementType!) ?? list.ElementType!);
        if (type.Kind != JsonTypeInfoKind.None)
        {
            foreach (JsonNode? element in elements)
            {
                Complete(element, type);
            }
        }
    }

    private static void Complete(JsonObject part, JsonPropertyInfo property, JsonTypeInfo type)
    {
        bool isSaid = part.TryGetPropertyValue(property.Name, out JsonNode? value);
        if (!isSaid && !property.IsRequired && !property.IsGetNullable)
        {
            value = type.Kind switch
            {
                JsonTypeInfoKind.Enumerable => new JsonArray(),
                JsonTypeInfoKind.Object when !type.Type.IsValueType => new JsonObject(),
                JsonTypeInfoKind.Dictionary => new JsonObject(),
                _ => type.Type == typeof(string) ? JsonValue.Create("") : null,
            };
            if (value is not null || type.Type == typeof(double))
            {
                part[property.Name] = value;
            }
        }

        Complete(value, type);
    }
}
