namespace CovidClassifier.Evaluation.Calibration;

/// <summary>
/// One temperature for all logits, that which gives validation images the smallest mean cross entropy (Guo et al., "On calibration of
/// modern neural networks",
/// ICML 2017, section 4.2). In 1 / temperature the loss is convex, so its one minimum is where its slope changes sign: found by halving,
/// which cannot run away.
/// </summary>
internal static class TemperatureScaling
{
    /// <summary>Temperatures lie between this and its reciprocal.</summary>
    public const double Highest = 20;

    private const int Halvings = 100;

    /// <param name="logits">Rows of one number (the logit of the second of two classes) or of one per class; finite.</param>
    /// <param name="labels">True class of each row.</param>
    public static FittedCalibration Fit(IReadOnlyList<float[]> logits, int[] labels)
    {
        if (IsSeparated(logits, labels))
        {
            return FittedCalibration.None(
                "Every validation image has the right label, so no temperature is the best: the sharper, the better. The logits are left as they are.");
        }

        double low = 1 / Highest, high = Highest;
        for (int i = 0; i < Halvings; i++)
        {
            // in logarithms: 0.1 and 10 are equally far from 1
            double middle = Math.Sqrt(low * high);
            (low, high) = SlopeOfLoss(logits, labels, middle) > 0 ? (low, middle) : (middle, high);
        }

        double inverse = Math.Sqrt(low * high);
        bool isAtTheEnd = inverse > Highest * 0.999 || inverse < 1.001 / Highest;
        return new FittedCalibration(
            CalibrationKind.Temperature,
            inverse,
            0,
            isAtTheEnd ? FormattableString.Invariant($"The best temperature lies outside {1 / Highest} to {Highest}; {1 / inverse:0.##} is the nearest.")
                : null);
    }

    private static bool IsSeparated(IReadOnlyList<float[]> logits, int[] labels) => logits.Zip(labels).All(p =>
    {
        double[] row = ByClass(p.First);
        return !row.Where((z, c) => c != p.Second && z >= row[p.Second]).Any();
    });

    /// <summary>
    /// Derivative of the summed cross entropy by 1 / temperature: the logit expected under the probabilities minus the label's.
    /// </summary>
    private static double SlopeOfLoss(IReadOnlyList<float[]> logits, int[] labels, double inverse)
    {
        double sum = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double[] row = ByClass(logits[i]);
            double max = row.Max(), weights = 0, weighted = 0;
            foreach (double z in row)
            {
                double weight = Math.Exp((z - max) * inverse);
                weights += weight;
                weighted += weight * z;
            }

            sum += (weighted / weights) - row[labels[i]];
        }

        return sum;
    }

    private static double[] ByClass(float[] logits) => logits.Length == 1 ? [0, logits[0]] : Array.ConvertAll(logits, z => (double)z);
}
