namespace CovidClassifier.Reporting.Page;

/// <summary>A number as the page shows it, and where its value stands in report.json.</summary>
/// <param name="Path">Keys and positions, joined by points: <c>metrics.auroc.value</c>.</param>
/// <param name="Text">For people, rounded.</param>
/// <param name="Value">As report.json writes it.</param>
internal readonly record struct ShownFigure(string Path, string Text, string Value);
