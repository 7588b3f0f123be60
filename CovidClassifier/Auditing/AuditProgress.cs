namespace CovidClassifier.Auditing;

/// <summary>How far the audits are. Reading the images takes nearly all the time.</summary>
/// <param name="Done">Images read.</param>
/// <param name="Total">All images.</param>
public readonly record struct AuditProgress(int Done, int Total);
