using System.Text.Json.Serialization;

namespace CovidClassifier.AspNetCore.Endpoints;

/// <summary>Answers as JSON: camelCase keys; the code is made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PredictionAnswer))]
[JsonSerializable(typeof(ExplanationAnswer))]
[JsonSerializable(typeof(ModelAnswer))]
internal sealed partial class AnswerJson : JsonSerializerContext;
