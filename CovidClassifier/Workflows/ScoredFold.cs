using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Workflows;

/// <summary>A fold that was trained and scored.</summary>
/// <param name="Images">Those left out, scored.</param>
/// <param name="Run">Its training.</param>
/// <param name="NoHeatMaps">Why its images have no heat maps, though they were asked for; null: they have, or they were not.</param>
internal sealed record ScoredFold(IReadOnlyList<CrossValidatedImage> Images, ReportRun Run, string? NoHeatMaps);
