using CovidClassifier.Plumbing;

namespace CovidClassifier.Evaluation;

/// <summary>
/// The bins of a reliability diagram (DeGroot and Fienberg, The Statistician 32, 1983): ten of equal width, by the positive label's probability
/// and how often the label is positive; without a positive label, by the most probable class's probability and how often it is the label.
/// </summary>
internal static class ReliabilityBins
{
    private const int Count = 10;

    /// <summary>The bins that hold images, from low to high.</summary>
    public static IReadOnlyList<ReliabilityBin> Of(ScoredImages images, PatientIndex patients, Seed seed)
    {
        double[] probabilities = [.. images.Probabilities.Select(row => images.Positive is { } p ? row[p] : row.Max())];
        bool[] cameTrue =
        [
            .. images.Labels.Select((label, i) => label == (images.Positive ?? Array.IndexOf(images.Probabilities[i], probabilities[i]))),
        ];
        int[] bins = Array.ConvertAll(probabilities, p => Math.Min((int)(p * Count), Count - 1));
        int[] used = [.. bins.Distinct().Order()];
        IReadOnlyList<(Metric Share, MetricInterval Interval)> shares = ShareIntervals.Of(
            [.. used.Select(b => new ImageShare(Array.ConvertAll(bins, bin => bin == b), cameTrue, "the bin is empty"))], patients, images.Count, seed);
        return
        [
            .. used.Select((b, u) => new ReliabilityBin(
                (double)b / Count,
                (b + 1.0) / Count,
                bins.Count(bin => bin == b),
                probabilities.Where((_, i) => bins[i] == b).Average(),
                shares[u].Share,
                shares[u].Interval)),
        ];
    }
}
