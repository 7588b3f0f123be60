namespace CovidClassifier;

/// <summary>What the audits are busy with.</summary>
public enum AuditStage
{
    /// <summary>Reading and decoding images.</summary>
    Reading,

    /// <summary>Scoring images with the audited model.</summary>
    Scoring,

    /// <summary>Making heat maps of the audited model.</summary>
    Explaining,

    /// <summary>Training a network on all folds but one, to score that one.</summary>
    Training,
}
