namespace CovidClassifier;

/// <summary>How much an image of each class counts in the loss.</summary>
public enum ClassWeighting
{
    /// <summary>
    /// Images / (classes x images of the class), over the training set: every class counts the same (scikit-learn's "balanced"). Where classes are even this is
    /// 1 for all.
    /// </summary>
    Balanced,

    /// <summary>Every image counts 1.</summary>
    None,
}
