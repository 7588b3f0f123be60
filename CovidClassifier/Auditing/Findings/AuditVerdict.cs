namespace CovidClassifier;

/// <summary>What an audit says of the data.</summary>
public enum AuditVerdict
{
    /// <summary>Looked for and not found.</summary>
    Pass,

    /// <summary>Could not be looked for: too few images, or a fact that is not known. Never counts as pass.</summary>
    Unknown,

    /// <summary>Found in a degree that should be mentioned beside every figure.</summary>
    Warn,

    /// <summary>Found; figures from this data do not mean what they seem to.</summary>
    Fail,
}
