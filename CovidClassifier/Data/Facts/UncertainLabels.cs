namespace CovidClassifier;

/// <summary>What a label is taken for that a table marks as uncertain, as CheXpert does with -1.</summary>
public enum UncertainLabels
{
    /// <summary>The image is left out, and counted, where the label would decide its class.</summary>
    LeaveOut,

    /// <summary>For present.</summary>
    Positive,

    /// <summary>For absent.</summary>
    Negative,
}
