namespace CovidClassifier.Evaluation.Calibration;

/// <summary>The highest threshold that finds a wanted share of positive images.</summary>
internal sealed class SensitivityThreshold(double sensitivity) : Threshold
{
    // 0.7 of 10 is 7 images, though 0.7 * 10 is a little more in binary
    private const double Rounding = 1e-9;

    internal override string Description => FormattableString.Invariant($"sensitivity({sensitivity})");

    internal override ThresholdChoice Choose(bool[] isPositive, double[] probabilities)
    {
        if (!TryCut(isPositive, probabilities, out IReadOnlyList<ThresholdCut> cuts, out ThresholdChoice otherwise))
        {
            return otherwise;
        }

        int positives = isPositive.Count(p => p), negatives = isPositive.Length - positives;
        ThresholdCut chosen = cuts.Last(c => c.PositivesFound >= (sensitivity * positives) - Rounding);
        return new ThresholdChoice(chosen.Threshold, FormattableString.Invariant(
            $"sensitivity of at least {sensitivity} on {isPositive.Length} validation images ({positives} positive): {chosen.Rates(positives, negatives)}"));
    }
}
