namespace CovidClassifier.DicomResults;

/// <summary>One class of a prediction.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Finding">Its code.</param>
/// <param name="Probability">0 to 1.</param>
/// <param name="Threshold">From which probability on the class is the label; null where it is no positive label.</param>
/// <param name="IsPredicted">Whether it is the label.</param>
internal sealed record ReportedClass(string Label, DicomCode Finding, double Probability, double? Threshold, bool IsPredicted);
