using System.Text.Json;
using System.Text.Json.Serialization;

namespace CovidClassifier.Search.Recipes;

/// <summary>Recipes as JSON, in words: {"network":0,"name":"mobilenetv2","family":"finetune","changes":{"epochs":"20"}}.</summary>
/// <param name="networks">Those of the search: a recipe is kept with the position of its network.</param>
internal sealed class TrialRecipeConverter(IReadOnlyList<Network> networks) : JsonConverter<TrialRecipe>
{
    private const string Position = "network", Name = "name", Family = "family", Changes = "changes";

    /// <exception cref="JsonException">It is no recipe of these networks.</exception>
    public override TrialRecipe Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement recipe = document.RootElement;
        try
        {
            Network network = networks[recipe.GetProperty(Position).GetInt32()];
            string word = recipe.GetProperty(Family).GetString()!;
            RecipeFamily family = RecipeFamily.All.FirstOrDefault(f => f.Word == word && f.Takes(network))
                ?? throw new JsonException($"Network {network.Name} has no recipes of the family '{word}'.");
            return recipe.GetProperty(Changes).EnumerateObject().Aggregate(
                new TrialRecipe(network, family), (made, change) => With(made, change.Name, change.Value.GetString()));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new JsonException($"It is no recipe of this search: {e.Message}", e);
        }
    }

    public override void Write(Utf8JsonWriter writer, TrialRecipe value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber(Position, networks.TakeWhile(n => n != value.Network).Count());
        writer.WriteString(Name, value.Network.Name);
        writer.WriteString(Family, value.Family.Word);
        writer.WriteStartObject(Changes);
        foreach ((string name, string word) in value.Changes)
        {
            writer.WriteString(name, word);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static TrialRecipe With(TrialRecipe recipe, string name, string? word)
    {
        Hyperparameter hyperparameter = recipe.Family.Hyperparameters.FirstOrDefault(h => h.Name == name)
            ?? throw new JsonException($"'{name}' is no hyperparameter of {recipe.Family.Word}.");
        int number = hyperparameter.Words.TakeWhile(w => w != word).Count();
        return number < hyperparameter.Words.Count
            ? recipe.WithNumber(hyperparameter, number)
            : throw new JsonException($"Hyperparameter '{name}' must be one of {string.Join(", ", hyperparameter.Words)}, got '{word}'.");
    }
}
