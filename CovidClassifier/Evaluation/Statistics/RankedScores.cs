namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// Images in the order of their scores, sorted once; every figure that depends on that order then takes one pass, also where each image
/// counts another
/// number of times (a bootstrap draw).
/// </summary>
internal sealed class RankedScores
{
    private readonly int[] _images;
    private readonly bool[] _positive;
    private readonly int[] _ends;

    /// <param name="isPositive">Whether each image is positive.</param>
    /// <param name="scores">One score for each image, higher for positive; not NaN.</param>
    /// <param name="positives">What a message calls the positive images, after "there is no" or the like.</param>
    /// <param name="negatives">The same for the others.</param>
    public RankedScores(
        bool[] isPositive, double[] scores, string positives = "there is no positive image", string negatives = "there is no negative image")
    {
        IsPositive = isPositive;
        NoPositives = positives;
        NoNegatives = negatives;
        double[] sorted = [.. scores];
        _images = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(sorted, _images);
        _positive = Array.ConvertAll(_images, i => isPositive[i]);
        _ends = [.. Enumerable.Range(0, sorted.Length).Where(i => i + 1 == sorted.Length || sorted[i + 1] != sorted[i]).Select(i => i + 1)];
    }

    /// <summary>Whether each image is positive, in the order of the images.</summary>
    public bool[] IsPositive { get; }

    private string NoPositives { get; }

    private string NoNegatives { get; }

    /// <summary>Area under the ROC curve: (pairs won + half the ties) / pairs. Whole numbers until the last division.</summary>
    /// <param name="weights">How often each image counts; null: once.</param>
    public MetricValue Auroc(int[]? weights = null)
    {
        long positives = 0, negatives = 0, doubledArea = 0;
        ForEachLevel(weights, (p, n) =>
        {
            doubledArea += p * ((2 * negatives) + n);
            positives += p;
            negatives += n;
        });
        return positives == 0 ? MetricValue.Undefined(NoPositives)
            : negatives == 0 ? MetricValue.Undefined(NoNegatives)
            : MetricValue.Of(doubledArea / (2.0 * positives * negatives));
    }

    /// <summary>Sum over the distinct scores, from the highest down, of the recall gained there times the precision reached.</summary>
    /// <param name="weights">How often each image counts; null: once.</param>
    public MetricValue AveragePrecision(int[]? weights = null)
    {
        // from the lowest score up, so the counts at or above a level are what is left of the totals
        var levels = new List<(long Positives, long Negatives)>(_ends.Length);
        long left = 0, leftNegatives = 0;
        ForEachLevel(weights, (p, n) =>
        {
            levels.Add((p, n));
            left += p;
            leftNegatives += n;
        });
        if (left == 0)
        {
            return MetricValue.Undefined(NoPositives);
        }

        double sum = 0, positives = left;
        foreach ((long p, long n) in levels)
        {
            sum += p == 0 ? 0 : p * ((double)left / (left + leftNegatives));
            left -= p;
            leftNegatives -= n;
        }

        return MetricValue.Of(sum / positives);
    }

    /// <summary>
    /// DeLong's structural components, in the order of the images: for a positive image the share of negatives that it beats, for a
    /// negative one the share
    /// of positives that beat it, ties counting half. Undefined (NaN) where the other side is empty.
    /// </summary>
    public double[] Components()
    {
        double[] components = new double[_images.Length];
        double positives = _positive.Count(p => p), negatives = _positive.Length - positives;
        long positivesBelow = 0, negativesBelow = 0;
        int first = 0;
        foreach (int end in _ends)
        {
            long p = _positive.AsSpan(first, end - first).Count(true), n = end - first - p;
            for (int i = first; i < end; i++)
            {
                components[_images[i]] = _positive[i]
                    ? (negativesBelow + (n / 2.0)) / negatives
                    : 1 - ((positivesBelow + (p / 2.0)) / positives);
            }

            positivesBelow += p;
            negativesBelow += n;
            first = end;
        }

        return components;
    }

    /// <summary>
    /// Positives and negatives at or above each distinct score that counts at all, from the highest down: the points of every curve over
    /// thresholds. The last one holds all images.
    /// </summary>
    /// <param name="weights">How often each image counts; null: once.</param>
    public IReadOnlyList<(long Positives, long Negatives)> FromTheTop(int[]? weights = null)
    {
        var levels = new List<(long Positives, long Negatives)>(_ends.Length);
        ForEachLevel(weights, (p, n) => levels.Add((p, n)));
        levels.Reverse();
        long positives = 0, negatives = 0;
        for (int i = 0; i < levels.Count; i++)
        {
            positives += levels[i].Positives;
            negatives += levels[i].Negatives;
            levels[i] = (positives, negatives);
        }

        return levels;
    }

    /// <summary>Tells the number of positives and negatives at each distinct score, the lowest first.</summary>
    private void ForEachLevel(int[]? weights, Action<long, long> tell)
    {
        int first = 0;
        foreach (int end in _ends)
        {
            long positives = 0, negatives = 0;
            for (int i = first; i < end; i++)
            {
                int weight = weights is null ? 1 : weights[_images[i]];
                if (_positive[i])
                {
                    positives += weight;
                }
                else
                {
                    negatives += weight;
                }
            }

            tell(positives, negatives);
            first = end;
        }
    }
}
