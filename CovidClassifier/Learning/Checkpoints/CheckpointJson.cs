using System.Text.Json.Serialization;

namespace CovidClassifier.Learning.Checkpoints;

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(IReadOnlyList<EpochRecord>))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
