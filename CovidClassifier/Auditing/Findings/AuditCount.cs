namespace CovidClassifier;

/// <summary>A cell of a table of images by fact and label.</summary>
/// <param name="Fact">The fact's value, for example a source; "unknown" where it is not known.</param>
/// <param name="Label">The class.</param>
/// <param name="Images">How many images have both.</param>
public sealed record AuditCount(string Fact, string Label, int Images);
