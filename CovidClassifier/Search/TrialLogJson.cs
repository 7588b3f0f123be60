using System.Text.Json;
using System.Text.Json.Serialization;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Search;

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrialLogEntry))]
[JsonSerializable(typeof(TrialLogHeader))]
internal sealed partial class TrialLogJson : JsonSerializerContext
{
    /// <summary>For the log of a search of these networks.</summary>
    public static TrialLogJson For(IReadOnlyList<Network> networks) =>
        new(new JsonSerializerOptions(Default.GeneratedSerializerOptions!) { Converters = { new TrialRecipeConverter(networks) } });
}
