namespace CovidClassifier.Evaluation.Calibration;

/// <summary>A threshold, and how it came about.</summary>
/// <param name="Value">From this probability on an image gets the positive label.</param>
/// <param name="How">A sentence for the card.</param>
internal readonly record struct ThresholdChoice(float Value, string How);
