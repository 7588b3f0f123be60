namespace CovidClassifier;

/// <summary>How logits are corrected so that probabilities are worth their face value; fitted on validation images only.</summary>
public enum CalibrationKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>
    /// All logits are divided by one temperature (Guo et al., "On calibration of modern neural networks", ICML 2017). For any number of
    /// classes; the order of the
    /// classes and of the images stays as it is.
    /// </summary>
    Temperature,

    /// <summary>
    /// Two classes: a line through the logit of the second class (Platt, "Probabilistic outputs for support vector machines", 1999).
    /// Corrects a shift as well as
    /// a scale.
    /// </summary>
    Platt,
}
