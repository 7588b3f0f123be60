using CovidClassifier.Plumbing;

namespace CovidClassifier.Auditing;

/// <summary>How the audits divide the data. The thresholds are not options; see <see cref="AuditRules"/>.</summary>
public sealed record AuditOptions
{
    /// <summary>Folds for the baselines, by patient; 2 or more. Default 5.</summary>
    public int Folds { get; init => field = Check.AtLeast(value, 2); } = 5;

    /// <summary>Decides the folds and the draws. Default 0.</summary>
    public long Seed { get; init; }
}
