namespace CovidClassifier.AspNetCore;

/// <summary>What a model answered, and which one it was.</summary>
/// <param name="Value">The answer.</param>
/// <param name="Model">The model.</param>
public readonly record struct Answer<T>(T Value, ModelVersion Model);
