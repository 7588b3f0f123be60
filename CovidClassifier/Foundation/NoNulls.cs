using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CovidClassifier.Foundation;

/// <summary>
/// Whether what was read from JSON holds null where its types allow none, at any depth, inside lists and dictionaries, too. Goes by the code made at compile
/// time, without reflection.
/// </summary>
internal static class NoNulls
{
    /// <param name="value">What was read.</param>
    /// <param name="type">Of it.</param>
    /// <param name="place">What the error calls it.</param>
    /// <exception cref="JsonException">It does.</exception>
    public static void Require(object value, JsonTypeInfo type, string place)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                // what is computed from the others is not read
                foreach (JsonPropertyInfo property in type.Properties.Where(p => p.Get is not null && (p.Set is not null || p.AssociatedParameter is not null)))
                {
                    RequirePart(property.Get!(value), property.PropertyType, property.IsGetNullable, type, $"{place}.{property.Name}");
                }

                break;
            case JsonTypeInfoKind.Dictionary:
                foreach (DictionaryEntry entry in (IDictionary)value)
                {
                    RequirePart(entry.Value, type.ElementType!, isNullable: false, type, $"{place}.{entry.Key}");
                }

                break;
            case JsonTypeInfoKind.Enumerable:
                int i = 0;
                foreach (object? element in (IEnumerable)value)
                {
                    RequirePart(element, type.ElementType!, isNullable: false, type, $"{place}[{i++}]");
                }

                break;
        }
    }

    private static void RequirePart(object? part, Type declared, bool isNullable, JsonTypeInfo whole, string place)
    {
        if (part is not null)
        {
            Require(part, whole.Options.GetTypeInfo(Nullable.GetUnderlyingType(declared) ?? declared), place);
        }
        else if (!isNullable && Nullable.GetUnderlyingType(declared) is null)
        {
            throw new JsonException($"'{place}' is null.");
        }
    }
}
