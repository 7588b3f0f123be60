namespace CovidClassifier.Evaluation.Calibration;

/// <summary>One way to cut images in two by their probability of the positive label.</summary>
/// <param name="Threshold">Halfway between the highest probability below the cut and the lowest above it.</param>
/// <param name="PositivesFound">Positive images at or above it.</param>
/// <param name="NegativesTaken">Negative images at or above it.</param>
internal readonly record struct ThresholdCut(float Threshold, long PositivesFound, long NegativesTaken)
{
    /// <summary>
    /// Probabilities closer than this are one: the graph computes them in single precision, another machine in another order.
    /// </summary>
    private const double Apart = 1e-6;

    /// <summary>All cuts, from "every image is positive" up to "none is", where a threshold can say that.</summary>
    public static IReadOnlyList<ThresholdCut> All(bool[] isPositive, double[] probabilities)
    {
        double[] sorted = [.. probabilities];
        bool[] positive = [.. isPositive];
        Array.Sort(sorted, positive);
        var cuts = new List<ThresholdCut>();
        long positives = positive.Count(p => p), negatives = positive.Length - positives;
        double below = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] - sorted[i - 1] > Apart)
            {
                cuts.Add(new ThresholdCut((float)((below + sorted[i]) / 2), positives, negatives));
            }

            below = sorted[i];
            positives -= positive[i] ? 1 : 0;
            negatives -= positive[i] ? 0 : 1;
        }

        if (1 - below > Apart)
        {
            cuts.Add(new ThresholdCut((float)((below + 1) / 2), 0, 0));
        }

        return cuts;
    }

    /// <summary>What the cut gives, of so many positive and negative images.</summary>
    public string Rates(long positives, long negatives) => FormattableString.Invariant(
        $"sensitivity {PositivesFound / (double)positives:0.0000}, specificity {1 - (NegativesTaken / (double)negatives):0.0000} there");
}
