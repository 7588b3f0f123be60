namespace CovidClassifier.Evaluation.Calibration;

/// <summary>A threshold, and how it came about.</summary>
/// <param name="Value">From this probability on an image gets the positive label.</param>
/// <param name="How">A sentence for the card.</param>
/// <param name="Lack">Why it could not be chosen as was asked; null: it could.</param>
internal readonly record struct ThresholdChoice(float Value, string How, string? Lack = null)
{
    /// <summary>A sentence of warning; null: there is none to give.</summary>
    public string? Warning => Lack is null ? null : FormattableString.Invariant($"The threshold is {Value}, because {Lack} to choose it on.");
}
