namespace CovidClassifier.Evaluation.Calibration;

/// <summary>A threshold that the caller gives.</summary>
internal sealed class FixedThreshold(double value) : Threshold
{
    internal override string Description => FormattableString.Invariant($"{value}");

    internal override ThresholdChoice Choose(bool[] isPositive, double[] probabilities) =>
        new((float)value, FormattableString.Invariant($"given as {value}"));
}
