namespace CovidClassifier.Learning.Samples;

/// <summary>How much each image counts in the loss; over all of them the mean is 1.</summary>
internal static class ImageWeights
{
    /// <param name="labels">Class index of each image.</param>
    /// <param name="sources">Source index of each image.</param>
    /// <param name="classes">Two or more.</param>
    /// <param name="weighting">What counts the same.</param>
    public static double[] Of(IReadOnlyList<int> labels, IReadOnlyList<int> sources, int classes, ClassWeighting weighting)
    {
        double[] ofClass = [.. Enumerable.Range(0, classes).Select(c => OfClass(labels, c, classes, weighting))];
        if (weighting != ClassWeighting.BalancedBySource)
        {
            return [.. labels.Select(l => ofClass[l])];
        }

        // within a class every group counts the same, and the class what it counts without groups
        var groups = new SampleGroups(labels, sources);
        int[] groupsOfClass = [.. Enumerable.Range(0, classes).Select(c => groups.Labels.Count(l => l == c))];
        int[] imagesOfClass = [.. Enumerable.Range(0, classes).Select(c => labels.Count(l => l == c))];
        return [.. labels.Select((label, i) => ofClass[label] * imagesOfClass[label] / (groupsOfClass[label] * (double)groups.Sizes[groups.Of[i]]))];
    }

    private static double OfClass(IReadOnlyList<int> labels, int label, int classes, ClassWeighting weighting)
    {
        int count = labels.Count(l => l == label);
        return weighting == ClassWeighting.None || count == 0 ? 1 : (double)labels.Count / (classes * count);
    }
}
