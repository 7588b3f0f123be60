namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// Expected calibration error (Naeini, Cooper and Hauskrecht, AAAI 2015; Guo et al., "On calibration of modern neural networks", ICML
/// 2017): images are
/// sorted into <see cref="Count"/> bins of equal width, ((b - 1) / 15, b / 15], by the probability of their most probable class; the error
/// is the mean over
/// images of |share of the bin's images whose most probable class is the label - mean probability in the bin|. The model's threshold plays
/// no part.
/// </summary>
internal sealed class CalibrationBins
{
    public const int Count = 15;

    private readonly int[] _bins;
    private readonly double[] _gaps;

    /// <param name="labels">True class of each image.</param>
    /// <param name="probabilities">A row for each image, a probability for each class.</param>
    public CalibrationBins(int[] labels, double[][] probabilities)
    {
        _bins = new int[labels.Length];
        _gaps = new double[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            double confidence = probabilities[i].Max();
            bool isRight = Array.IndexOf(probabilities[i], confidence) == labels[i];
            _bins[i] = Math.Clamp((int)Math.Ceiling(confidence * Count) - 1, 0, Count - 1);
            _gaps[i] = (isRight ? 1 : 0) - confidence;
        }
    }

    /// <summary>0 to 1; undefined without images.</summary>
    /// <param name="weights">How often each image counts.</param>
    public MetricValue Error(int[] weights)
    {
        Span<double> gaps = stackalloc double[Count];
        long images = 0;
        for (int i = 0; i < _bins.Length; i++)
        {
            gaps[_bins[i]] += weights[i] * _gaps[i];
            images += weights[i];
        }

        double sum = 0;
        foreach (double gap in gaps)
        {
            sum += Math.Abs(gap);
        }

        return MetricValue.Share(sum, images, "there are no images");
    }
}
