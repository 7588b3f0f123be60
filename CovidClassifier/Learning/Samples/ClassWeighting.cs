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

    /// <summary>
    /// As <see cref="Balanced"/>, and within a class every source (<see cref="XRayImage.Source"/>) counts the same, so that a large collection does not decide
    /// what a class looks like. Of a class, sources with fewer than ten training images count as one. Where there is one source, this is
    /// <see cref="Balanced"/>.
    /// </summary>
    BalancedBySource,
}
