namespace CovidClassifier.Evaluation;

/// <summary>
/// Average precision, the area under the precision-recall curve as a step function: the sum over thresholds of (R(n) - R(n-1)) P(n),
/// without
/// interpolation (Zhu, "Recall, precision and average precision", University of Waterloo, 2004; scikit-learn's definition too). Images of
/// one score enter together.
/// </summary>
public static class AveragePrecision
{
    /// <summary>Average precision of the positive images' ranking.</summary>
    /// <param name="isPositive">Whether each image is positive.</param>
    /// <param name="scores">One score for each image, higher for positive; any finite or infinite number.</param>
    /// <returns>A number above 0 up to 1; the share of positives is chance. Undefined without a positive image.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a score is NaN.</exception>
    public static Metric Of(bool[] isPositive, double[] scores)
    {
        Evaluation.Auroc.CheckScores("Average precision", isPositive, scores);
        return new RankedScores(isPositive, scores).AveragePrecision();
    }
}
