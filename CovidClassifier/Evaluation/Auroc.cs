namespace CovidClassifier.Evaluation;

/// <summary>
/// Area under the ROC curve as the Mann-Whitney statistic (Hanley and McNeil, Radiology 143, 1982): the chance that a random positive image
/// scores higher than a random negative one, ties counting half.
/// </summary>
public static class Auroc
{
    /// <summary>
    /// Area from the scores' ranks, R+ being the positives' rank sum: (R+ - P(P + 1)/2) / (P N). Takes O(n log n); only the order of the
    /// scores matters.
    /// </summary>
    /// <param name="isPositive">Whether each image is positive.</param>
    /// <param name="scores">One score for each image, higher for positive; any finite or infinite number.</param>
    /// <returns>A number from 0 to 1 (0.5 is chance); undefined where one side has no image.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a score is NaN.</exception>
    public static Metric Of(bool[] isPositive, double[] scores)
    {
        ArgumentNullException.ThrowIfNull(isPositive);
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Length != isPositive.Length)
        {
            throw new ArgumentException($"AUROC needs one score for each of the {isPositive.Length} images, got {scores.Length}.", nameof(scores));
        }

        int notANumber = Array.FindIndex(scores, double.IsNaN);
        if (notANumber >= 0)
        {
            throw new ArgumentException($"Scores must be numbers, got NaN for image {notANumber}.", nameof(scores));
        }

        long positives = isPositive.LongCount(positive => positive);
        long negatives = isPositive.LongLength - positives;
        if (positives == 0 || negatives == 0)
        {
            return Metric.Undefined(positives == 0 ? "there is no positive image" : "there is no negative image");
        }

        // the doubled rank sum is a whole number also with ties, so the sum is exact
        long doubledArea = DoubledRankSum(isPositive, scores) - positives * (positives + 1);
        return Metric.Of(doubledArea / (2.0 * positives * negatives));
    }

    private static long DoubledRankSum(bool[] isPositive, double[] scores)
    {
        double[] sorted = [.. scores];
        bool[] positive = [.. isPositive];
        Array.Sort(sorted, positive);
        long sum = 0;
        for (int first = 0, last; first < sorted.Length; first = last + 1)
        {
            last = first;
            long tiedPositives = positive[first] ? 1 : 0;
            while (last + 1 < sorted.Length && sorted[last + 1] == sorted[first])
            {
                last++;
                tiedPositives += positive[last] ? 1 : 0;
            }

            // ranks first + 1 .. last + 1 share their mean, (first + last + 2) / 2
            sum += tiedPositives * ((long)first + last + 2);
        }

        return sum;
    }
}
