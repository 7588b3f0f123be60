using System.Text.Json.Serialization;

namespace CovidClassifier.Search;

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TrialLogEntry))]
[JsonSerializable(typeof(TrialLogHeader))]
internal sealed partial class TrialLogJson : JsonSerializerContext;
