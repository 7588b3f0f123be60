namespace CovidClassifier;

/// <summary>How far an explanation has come.</summary>
/// <param name="Done">Changed copies of the image scored so far.</param>
/// <param name="Total">All of them.</param>
public readonly record struct ExplanationProgress(int Done, int Total);
