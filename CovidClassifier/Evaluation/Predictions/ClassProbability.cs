namespace CovidClassifier;

/// <summary>One class and how probable it is.</summary>
/// <param name="Label">Name of the class.</param>
/// <param name="Probability">0 to 1.</param>
public readonly record struct ClassProbability(string Label, float Probability);
