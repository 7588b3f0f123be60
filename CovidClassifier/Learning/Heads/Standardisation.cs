namespace CovidClassifier.Learning.Heads;

/// <summary>
/// Brings each feature to mean 0 and deviation 1 over the rows it was learned from, each counting as much as in the training: with even classes a bias is then
/// near 0, and a trainer that holds it down does no harm. A feature that is constant there (but for rounding) becomes 0 and counts for nothing.
/// </summary>
internal sealed class Standardisation
{
    private const double RoundingError = 1e-6;

    private readonly double[] _means;
    private readonly double[] _scales;

    private Standardisation(double[] means, double[] scales)
    {
        _means = means;
        _scales = scales;
    }

    public static Standardisation Of(HeadData data)
    {
        int length = data.FeatureCount;
        var means = new double[length];
        var scales = new double[length];
        double[] shares = [.. data.RowWeights];
        double total = shares.Sum();
        for (int r = 0; r < data.Count; r++)
        {
            for (int i = 0; i < length; i++)
            {
                means[i] += shares[r] / total * data.Features[r][i];
            }
        }

        for (int r = 0; r < data.Count; r++)
        {
            for (int i = 0; i < length; i++)
            {
                double distance = data.Features[r][i] - means[i];
                scales[i] += shares[r] / total * distance * distance;
            }
        }

        for (int i = 0; i < length; i++)
        {
            double deviation = Math.Sqrt(scales[i]);
            scales[i] = deviation > RoundingError * Math.Abs(means[i]) ? 1 / deviation : 0;
        }

        return new Standardisation(means, scales);
    }

    public float[] Apply(float[] row)
    {
        var standard = new float[row.Length];
        for (int i = 0; i < row.Length; i++)
        {
            standard[i] = (float)((row[i] - _means[i]) * _scales[i]);
        }

        return standard;
    }

    /// <summary>The linear head that gives on plain features what <paramref name="weights"/> and <paramref name="biases"/> give on standardised ones.</summary>
    /// <exception cref="TrainingException">A weight or bias is not finite.</exception>
    public LinearHead Fold(IReadOnlyList<double[]> weights, IReadOnlyList<double> biases, HeadOutput output)
    {
        var folded = new float[weights.Count, _means.Length];
        var shifted = new float[weights.Count];
        for (int c = 0; c < weights.Count; c++)
        {
            double bias = biases[c];
            for (int i = 0; i < _means.Length; i++)
            {
                double weight = weights[c][i] * _scales[i];
                folded[c, i] = (float)weight;
                bias -= weight * _means[i];
            }

            shifted[c] = (float)bias;
        }

        return new LinearHead(folded, shifted, output);
    }
}
