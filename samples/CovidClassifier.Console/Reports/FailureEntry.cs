namespace CovidClassifier.Console.Reports;

/// <summary>An image that could not be classified.</summary>
internal sealed record FailureEntry(string Path, string Reason);
