namespace CovidClassifier.Evaluation.Calibration;

/// <summary>The largest sum of sensitivity and specificity.</summary>
internal sealed class YoudenThreshold : Threshold
{
    internal override string Description => "youden";

    internal override ThresholdChoice Choose(bool[] isPositive, double[] probabilities)
    {
        if (!TryCut(isPositive, probabilities, out IReadOnlyList<ThresholdCut> cuts, out ThresholdChoice otherwise))
        {
            return otherwise;
        }

        // whole numbers, so that equally good is exact
        long positives = isPositive.Count(p => p), negatives = isPositive.Length - positives;
        long Index(ThresholdCut cut) => (cut.PositivesFound * negatives) - (cut.NegativesTaken * positives);
        long best = cuts.Max(Index);
        ThresholdCut chosen = cuts.Where(c => Index(c) == best)
            .OrderBy(c => Math.Abs(c.Threshold - Standard)).ThenBy(c => c.Threshold).First();
        double index = (double)best / (positives * negatives);
        return new ThresholdChoice(chosen.Threshold, FormattableString.Invariant(
            $"Youden's J on {isPositive.Length} validation images ({positives} positive): {index:0.0000}, {chosen.Rates(positives, negatives)}"));
    }
}
