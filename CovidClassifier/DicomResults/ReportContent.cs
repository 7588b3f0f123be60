namespace CovidClassifier.DicomResults;

/// <summary>What a report tells.</summary>
/// <param name="Classes">In the model's order.</param>
/// <param name="Explained">The label that the heat map explains.</param>
/// <param name="Comments">What everyone must know who reads it.</param>
internal sealed record ReportContent(IReadOnlyList<ReportedClass> Classes, string Explained, IReadOnlyList<string> Comments);
