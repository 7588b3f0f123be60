namespace CovidClassifier.Auditing;

/// <summary>What the audits are busy with.</summary>
public enum AuditStage
{
    /// <summary>Reading and decoding images.</summary>
    Reading,

    /// <summary>Training a network on all folds but one, to score that one.</summary>
    Training,
}
