using System.Text.Json.Serialization;

namespace CovidClassifier.AspNetCore.OpenInference;

/// <summary>The protocol's fixed objects; the code is made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ServerMetadata))]
[JsonSerializable(typeof(ModelMetadata))]
[JsonSerializable(typeof(InferenceError))]
internal sealed partial class OpenInferenceJson : JsonSerializerContext;
