namespace CovidClassifier.Learning.Samples;

/// <summary>
/// Images of one class and one source as groups, which training against shortcuts weighs. Of a class, sources with fewer than ten images are one group: one
/// image must not weigh as much as a hospital.
/// </summary>
internal sealed class SampleGroups
{
    /// <summary>Images that a source of a class needs to be a group of its own.</summary>
    public const int Smallest = 10;

    /// <param name="labels">Class index of each image.</param>
    /// <param name="sources">Source index of each image.</param>
    public SampleGroups(IReadOnlyList<int> labels, IReadOnlyList<int> sources)
    {
        Dictionary<(int, int), int> sizes = labels.Zip(sources).GroupBy(p => p).ToDictionary(g => g.Key, g => g.Count());
        (int Label, int Source)[] keys = [.. labels.Zip(sources, (label, source) => (label, sizes[(label, source)] < Smallest ? -1 : source))];
        (int Label, int Source)[] groups = [.. keys.Distinct().Order()];
        Of = Array.ConvertAll(keys, key => Array.IndexOf(groups, key));
        Labels = Array.ConvertAll(groups, g => g.Label);
        Sizes = [.. Enumerable.Range(0, groups.Length).Select(g => Of.Count(o => o == g))];
    }

    /// <summary>Group of each image.</summary>
    public int[] Of { get; }

    /// <summary>Class of each group.</summary>
    public int[] Labels { get; }

    /// <summary>Number of images of each group.</summary>
    public int[] Sizes { get; }

    /// <summary>Number of groups.</summary>
    public int Count => Labels.Length;

    /// <summary>Of a source of samples.</summary>
    public static SampleGroups OfSamples(ISampleSource samples)
    {
        int[] all = [.. Enumerable.Range(0, samples.Count)];
        return new SampleGroups(Array.ConvertAll(all, samples.Label), Array.ConvertAll(all, samples.Source));
    }
}
