namespace CovidClassifier.Reporting.Content;

/// <summary>One training by epochs.</summary>
/// <param name="Name">What tells it from the others of a report: "fold 2".</param>
/// <param name="History">One entry per epoch, in order.</param>
/// <param name="BestEpoch">The epoch whose weights were kept, from 1.</param>
internal sealed record ReportRun(string Name, IReadOnlyList<EpochRecord> History, int BestEpoch);
