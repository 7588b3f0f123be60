namespace CovidClassifier.Reporting.Images;

/// <summary>Images that are shown together.</summary>
/// <param name="Key">Name in report.json.</param>
/// <param name="Title">Heading.</param>
/// <param name="Note">Why they are shown.</param>
/// <param name="Images">Positions among the scored images.</param>
/// <param name="OutOf">How many there are of the kind.</param>
internal sealed record ShownKind(string Key, string Title, string Note, IReadOnlyList<int> Images, int OutOf);
