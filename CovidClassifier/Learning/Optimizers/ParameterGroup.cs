namespace CovidClassifier.Learning.Optimizers;

/// <summary>Parameters that learn at the same rate.</summary>
/// <param name="Parameters">Names of initializers.</param>
/// <param name="RateFactor">Times the learning rate; above 0.</param>
internal sealed record ParameterGroup(IReadOnlyList<string> Parameters, double RateFactor = 1);
