using System.Globalization;

namespace CovidClassifier.Data;

/// <summary>The sources of a dataset that can be left out and measured on, and what cannot be answered from these data.</summary>
/// <param name="Splits">Sources with images of most classes first, then in ordinal order.</param>
/// <param name="Sentences">Sources that cannot be left out, classes of one source only, figures that say little; empty where there is nothing to say.</param>
internal sealed record SourceSplits(IReadOnlyList<SourceSplit> Splits, IReadOnlyList<string> Sentences)
{
    /// <param name="dataset">The images.</param>
    /// <param name="validation">As in <see cref="XRayDataset.LeaveOneSourceOut"/>.</param>
    /// <param name="seed">As in <see cref="XRayDataset.LeaveOneSourceOut"/>.</param>
    /// <exception cref="DatasetException">No source can be left out; the message says why, and what data would answer.</exception>
    public static SourceSplits Of(XRayDataset dataset, double validation, long seed)
    {
        var census = new SourceCensus(dataset);
        SourceSplit[] all = census.Sources.Count < 2 ? [] : [.. dataset.LeaveOneSourceOut(validation, seed)];
        SourceSplit[] open = [.. all.Where(s => Missing(dataset, s).Length == 0)];
        string[] closed = [.. all.Except(open).Select(s => Closed(s, Missing(dataset, s)))];
        return open.Length == 0
            ? throw new DatasetException(
                $"Dataset '{dataset.Name}' cannot tell how a model does at a place that it was not trained on. {string.Join(" ", census.Sentences)}",
                    dataset.Root)
            : new SourceSplits(
                [.. open.OrderByDescending(s => census.ClassesOf(s.Source)).ThenBy(s => s.Source, StringComparer.Ordinal)],
                [.. census.Sentences, .. closed, .. open.SelectMany(s => s.Split.Warnings.Except(dataset.Warnings))]);
    }

    // a class that no image of the training shows cannot be learned
    private static string[] Missing(XRayDataset dataset, SourceSplit split) => [.. dataset.ClassNames.Where(
        c => dataset.Images.Any(i => i.Label == c) && split.Split.Training.Images.All(i => i.Label != c))];

    private static string Closed(SourceSplit split, string[] missing) => string.Create(
        CultureInfo.InvariantCulture,
        $"{split.Source} cannot be left out, as nothing would be left to learn {string.Join(" and ", missing)} from: its {split.Split.Test.Count} images are "
            + $"trained on, and none is measured.");
}
