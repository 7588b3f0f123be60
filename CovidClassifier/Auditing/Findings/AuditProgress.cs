namespace CovidClassifier;

/// <summary>How far the audits are. Without a network to train, reading the images takes nearly all the time.</summary>
/// <param name="Stage">What they are busy with.</param>
/// <param name="Done">Images read, or trainings finished.</param>
/// <param name="Total">Of <paramref name="Done"/>, when the stage is complete. A stage may come several times.</param>
public readonly record struct AuditProgress(AuditStage Stage, int Done, int Total)
{
    /// <summary>The audit that trains, and on what; blank while images are read.</summary>
    public string Audit { get => field ?? ""; init; } = "";
}
