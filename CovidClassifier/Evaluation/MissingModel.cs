namespace CovidClassifier;

/// <summary>A model that is not in the table.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record MissingModel(string Name, string Reason);
