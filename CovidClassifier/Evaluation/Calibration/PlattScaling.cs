namespace CovidClassifier.Evaluation.Calibration;

/// <summary>
/// A sigmoid of a line through the logit, that which gives validation images the largest likelihood, with Platt's targets (N + 1) / (N + 2)
/// and 1 / (N + 2) in
/// place of 1 and 0, so that separated classes have a finite answer too (Platt 1999); Newton's method with the overflow-free sums and the
/// line search of Lin,
/// Lin and Weng, "A note on Platt's probabilistic outputs for support vector machines", Machine Learning 68, 2007.
/// </summary>
internal static class PlattScaling
{
    private const int Iterations = 100;
    private const double Ridge = 1e-12;
    private const double SmallestStep = 1e-10;
    private const double SmallEnough = 1e-10;

    /// <param name="logits">Rows of one number (the logit of the second of two classes) or of two; finite.</param>
    /// <param name="labels">True class of each row, 0 or 1.</param>
    /// <exception cref="ArgumentException">A row has more than two numbers.</exception>
    public static FittedCalibration Fit(IReadOnlyList<float[]> logits, int[] labels)
    {
        if (logits.FirstOrDefault(row => row.Length > 2) is { } wide)
        {
            throw new ArgumentException($"Platt's calibration needs two classes, got {wide.Length}; temperature scaling serves any number.", nameof(logits));
        }

        double[] margins = [.. logits.Select(row => row.Length == 1 ? row[0] : (double)row[1] - row[0])];
        int second = labels.Count(l => l == 1), first = labels.Length - second;
        if (first == 0 || second == 0)
        {
            return FittedCalibration.None(
                "The validation images are all of one class, which Platt's calibration cannot be fitted to. The logits are left as they are.");
        }

        double high = (second + 1) / (second + 2.0), low = 1 / (first + 2.0);
        (double slope, double shift) = Minimise(margins, Array.ConvertAll(labels, l => l == 1 ? high : low), Math.Log((second + 1.0) / (first + 1.0)));
        return new FittedCalibration(CalibrationKind.Platt, slope, shift, null);
    }

    private static (double Slope, double Shift) Minimise(double[] margins, double[] targets, double shift)
    {
        double slope = 0, loss = Loss(margins, targets, slope, shift);
        for (int i = 0; i < Iterations; i++)
        {
            (double slopeBySlope, double slopeByShift, double stepSlope, double stepShift) = NewtonStep(margins, targets, slope, shift);
            if (Math.Abs(slopeBySlope) < SmallEnough && Math.Abs(slopeByShift) < SmallEnough)
            {
                break;
            }

            double descent = (slopeBySlope * stepSlope) + (slopeByShift * stepShift), size = 1;
            while (size >= SmallestStep
                && Loss(margins, targets, slope + (size * stepSlope), shift + (size * stepShift)) >= loss + (1e-4 * size * descent))
            {
                size /= 2;
            }

            if (size < SmallestStep)
            {
                break;
            }

            slope += size * stepSlope;
            shift += size * stepShift;
            loss = Loss(margins, targets, slope, shift);
        }

        return (slope, shift);
    }

    private static (double BySlope, double ByShift, double StepSlope, double StepShift) NewtonStep(
        double[] margins, double[] targets, double slope, double shift)
    {
        double a = Ridge, b = 0, c = Ridge, bySlope = 0, byShift = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            double p = Sigmoid((slope * margins[i]) + shift), weight = p * (1 - p), error = p - targets[i];
            a += margins[i] * margins[i] * weight;
            b += margins[i] * weight;
            c += weight;
            bySlope += margins[i] * error;
            byShift += error;
        }

        double determinant = (a * c) - (b * b);
        return (bySlope, byShift, -((c * bySlope) - (b * byShift)) / determinant, -((a * byShift) - (b * bySlope)) / determinant);
    }

    private static double Loss(double[] margins, double[] targets, double slope, double shift)
    {
        double sum = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            double z = (slope * margins[i]) + shift;
            sum += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (targets[i] * z);
        }

        return sum;
    }

    private static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));
}
