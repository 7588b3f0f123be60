using System.Text.Json;
using System.Text.Json.Nodes;
using CovidClassifier.Foundation;

namespace CovidClassifier.Fuzz.Mutation;

/// <summary>Damages JSON at one of its values, so that what is left is still JSON, and gets past the parser.</summary>
internal static class JsonDamage
{
    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "0.5", "1e400", "2147483648", "9223372036854775808", "\"\"", "\"\\u0000\\u001b[2J\"", "[]", "{}", "[null]", "[[[[1]]]]",
        """{"a":{"b":null}}""",
    ];

    /// <summary>A damaged copy; the same bytes where they are no JSON.</summary>
    public static byte[] Change(byte[] json, RandomStream random)
    {
        try
        {
            JsonNode? root = JsonNode.Parse(json);
            List<Action> changes = [];
            Collect(root, changes, () => JsonNode.Parse(Values[random.Below(Values.Length)]));
            if (changes.Count > 0)
            {
                changes[random.Below(changes.Count)]();
            }

            return root is null ? json : JsonSerializer.SerializeToUtf8Bytes(root);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return json;
        }
    }

    // each value may become another, go, or (in a list) come twice
    private static void Collect(JsonNode? node, List<Action> changes, Func<JsonNode?> other)
    {
        if (node is JsonObject of)
        {
            foreach ((string name, JsonNode? value) in of.ToArray())
            {
                changes.Add(() => of[name] = other());
                changes.Add(() => of.Remove(name));
                Collect(value, changes, other);
            }
        }

        if (node is JsonArray list)
        {
            for (int i = 0; i < list.Count; i++)
            {
                int at = i;
                changes.Add(() => list[at] = other());
                changes.Add(() => list.RemoveAt(at));
                changes.Add(() => list.Add(list[at]?.DeepClone()));
                Collect(list[at], changes, other);
            }
        }
    }
}
