using System.Text.Json.Serialization;

namespace CovidClassifier.Workflows;

/// <summary>Kept folds as JSON: every number as it is, to the last bit.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(KeptFold))]
[JsonSerializable(typeof(KeptFailure))]
internal sealed partial class KeptFoldJson : JsonSerializerContext;
