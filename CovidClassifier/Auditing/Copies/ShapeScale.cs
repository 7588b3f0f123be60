namespace CovidClassifier.Auditing.Copies;

/// <summary>
/// What all pictures of a set have in common, taken out: X-rays are alike, so each number is measured from the set's mean in units of its
/// deviation. Distinct pictures then point in unrelated directions, copies in nearly the same.
/// </summary>
internal sealed class ShapeScale
{
    private readonly float[] _mean = new float[CoarseShape.Length];
    private readonly float[] _scale = new float[CoarseShape.Length];

    public ShapeScale(IReadOnlyList<float[]> shapes)
    {
        for (int k = 0; k < _mean.Length; k++)
        {
            double mean = shapes.Average(s => (double)s[k]);
            double deviation = Math.Sqrt(shapes.Average(s => (s[k] - mean) * (s[k] - mean)));
            _mean[k] = (float)mean;
            _scale[k] = deviation > 1e-7 ? (float)(1 / deviation) : 0;
        }
    }

    /// <summary>Of unit length, or zero for a picture that is the mean.</summary>
    public float[] Apply(float[] shape)
    {
        float[] scaled = new float[shape.Length];
        float sum = 0;
        for (int k = 0; k < shape.Length; k++)
        {
            scaled[k] = (shape[k] - _mean[k]) * _scale[k];
            sum += scaled[k] * scaled[k];
        }

        float factor = sum > 0 ? 1 / MathF.Sqrt(sum) : 0;
        for (int k = 0; k < shape.Length; k++)
        {
            scaled[k] *= factor;
        }

        return scaled;
    }
}
