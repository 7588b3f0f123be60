namespace CovidClassifier.Quantization;

/// <summary>Counts the values that a tensor takes, between bounds that are known.</summary>
/// <param name="low">The smallest value.</param>
/// <param name="high">The largest.</param>
internal sealed class ActivationHistogram(double low, double high)
{
    private const int Bins = 2048;

    // from the whole range down to a third of it
    private const int Candidates = 64;
    private const double Narrowest = 1 / 3.0;

    private readonly long[] _counts = new long[Bins];
    private readonly double _width = (high - low) / Bins;

    public void Add(ReadOnlySpan<float> values)
    {
        if (_width <= 0)
        {
            return;
        }

        foreach (float value in values)
        {
            _counts[Math.Clamp((int)((value - low) / _width), 0, Bins - 1)]++;
        }
    }

    /// <summary>
    /// The range of least mean squared error: a narrower one rounds more finely and cuts more off (Choukroun et al., "Low-bit Quantization of Neural Networks
    /// for Efficient Inference", ICCV Workshops 2019).
    /// </summary>
    public ActivationRange Best()
    {
        if (_width <= 0)
        {
            return ActivationRange.Of(low, high);
        }

        double share = Enumerable.Range(0, Candidates).Select(i => 1 - (1 - Narrowest) * i / Candidates).MinBy(s => Error(low * s, high * s));
        return ActivationRange.Of(low * share, high * share);
    }

    private double Error(double from, double to)
    {
        double step = (Math.Max(to, 0) - Math.Min(from, 0)) / byte.MaxValue;
        double error = 0;
        for (int i = 0; i < Bins; i++)
        {
            double value = low + (i + 0.5) * _width;
            double cut = value > Math.Max(to, 0) ? value - Math.Max(to, 0) : value < Math.Min(from, 0) ? Math.Min(from, 0) - value : 0;
            error += _counts[i] * (cut > 0 ? cut * cut : step * step / 12);
        }

        return error;
    }
}
