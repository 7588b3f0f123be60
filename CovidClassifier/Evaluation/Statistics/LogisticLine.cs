namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// The line through logits whose sigmoid gives labels the largest likelihood: Newton's method with the overflow-free sums and the line search of Lin, Lin and
/// Weng, "A note on Platt's probabilistic outputs for support vector machines", Machine Learning 68, 2007.
/// </summary>
/// <param name="Slope">By how much a logit is multiplied.</param>
/// <param name="Shift">What is then added.</param>
internal readonly record struct LogisticLine(double Slope, double Shift)
{
    private const int Iterations = 100;
    private const double Ridge = 1e-12;
    private const double SmallestStep = 1e-10;
    private const double SmallEnough = 1e-10;

    /// <param name="margins">The logits; finite.</param>
    /// <param name="targets">One for each, 0 to 1. Where those of 0 and 1 lie apart on the line, the likelihood has no largest value, and any steep line comes
    /// out.</param>
    /// <param name="shift">Where the search begins, with slope 0.</param>
    public static LogisticLine Fit(double[] margins, double[] targets, double shift)
    {
        var line = new LogisticLine(0, shift);
        double loss = line.Loss(margins, targets);
        for (int i = 0; i < Iterations; i++)
        {
            (double bySlope, double byShift, double stepSlope, double stepShift) = line.NewtonStep(margins, targets);
            if (Math.Abs(bySlope) < SmallEnough && Math.Abs(byShift) < SmallEnough)
            {
                break;
            }

            double descent = (bySlope * stepSlope) + (byShift * stepShift), size = 1;
            while (size >= SmallestStep && line.Moved(size * stepSlope, size * stepShift).Loss(margins, targets) >= loss + (1e-4 * size * descent))
            {
                size /= 2;
            }

            if (size < SmallestStep)
            {
                break;
            }

            line = line.Moved(size * stepSlope, size * stepShift);
            loss = line.Loss(margins, targets);
        }

        return line;
    }

    /// <summary>The line's probability at a logit.</summary>
    public double At(double margin)
    {
        double z = (Slope * margin) + Shift;
        return z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));
    }

    private LogisticLine Moved(double slope, double shift) => new(Slope + slope, Shift + shift);

    private (double BySlope, double ByShift, double StepSlope, double StepShift) NewtonStep(double[] margins, double[] targets)
    {
        double a = Ridge, b = 0, c = Ridge, bySlope = 0, byShift = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            double p = At(margins[i]), weight = p * (1 - p), error = p - targets[i];
            a += margins[i] * margins[i] * weight;
            b += margins[i] * weight;
            c += weight;
            bySlope += margins[i] * error;
            byShift += error;
        }

        double determinant = (a * c) - (b * b);
        return (bySlope, byShift, -((c * bySlope) - (b * byShift)) / determinant, -((a * byShift) - (b * bySlope)) / determinant);
    }

    private double Loss(double[] margins, double[] targets)
    {
        double sum = 0;
        for (int i = 0; i < margins.Length; i++)
        {
            double z = (Slope * margins[i]) + Shift;
            sum += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (targets[i] * z);
        }

        return sum;
    }
}
