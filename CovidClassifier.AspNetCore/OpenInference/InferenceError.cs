namespace CovidClassifier.AspNetCore.OpenInference;

/// <summary>A failure in the protocol's form.</summary>
internal sealed record InferenceError(string Error);
