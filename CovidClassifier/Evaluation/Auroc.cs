using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation;

/// <summary>
/// Area under the ROC curve as the Mann-Whitney statistic (Hanley and McNeil, Radiology 143, 1982): the chance that a random positive image
/// scores higher than a random negative one, ties counting half.
/// </summary>
internal static class Auroc
{
    /// <summary>
    /// Area from the order of the scores: (pairs that the positive image wins + half the ties) / (P N). Takes O(n log n); only the order
    /// matters.
    /// </summary>
    /// <param name="isPositive">Whether each image is positive.</param>
    /// <param name="scores">One score for each image, higher for positive; any finite or infinite number.</param>
    /// <returns>A number from 0 to 1 (0.5 is chance); undefined where one side has no image.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a score is NaN.</exception>
    public static MetricValue Of(bool[] isPositive, double[] scores)
    {
        ArgumentNullException.ThrowIfNull(isPositive);
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Length != isPositive.Length)
        {
            throw new ArgumentException($"AUROC needs one score for each of the {isPositive.Length} images, got {scores.Length}.", nameof(scores));
        }

        int notANumber = Array.FindIndex(scores, double.IsNaN);
        return notANumber < 0
            ? new RankedScores(isPositive, scores).Auroc()
            : throw new ArgumentException($"Scores must be numbers, got NaN for image {notANumber}.", nameof(scores));
    }
}
