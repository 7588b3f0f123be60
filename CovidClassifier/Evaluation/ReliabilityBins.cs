using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Evaluation;

/// <summary>
/// The bins of a reliability diagram (DeGroot and Fienberg, The Statistician 32, 1983): ten of equal width, by the positive label's probability
/// and how often the label is positive; without a positive label, by the most probable class's probability and how often it is the label.
/// </summary>
internal static class ReliabilityBins
{
    private const int Count = 10;

    /// <summary>The bins that hold images, from low to high.</summary>
    public static IReadOnlyList<ReliabilityBin> Of(LabelledPredictions images, Seed seed)
    {
        double[] probabilities = [.. images.Probabilities.Select(row => images.Positive is { } p ? row[p] : row.Max())];
        bool[] cameTrue =
        [
            .. images.Labels.Select((label, i) => label == (images.Positive ?? Array.IndexOf(images.Probabilities[i], probabilities[i]))),
        ];
        int[] bins = Array.ConvertAll(probabilities, p => Math.Min((int)(p * Count), Count - 1));
        int[] used = [.. bins.Distinct().Order()];
        MetricResult[] shares = MetricIntervals.Of(
            [.. used.Select(b => new ShareOfImages(Array.ConvertAll(bins, bin => bin == b), cameTrue, "the bin is empty"))], images, seed);
        return
        [
            .. used.Select((b, u) => new ReliabilityBin(
                (double)b / Count,
                (b + 1.0) / Count,
                bins.Count(bin => bin == b),
                probabilities.Where((_, i) => bins[i] == b).Average(),
                shares[u])),
        ];
    }
}
