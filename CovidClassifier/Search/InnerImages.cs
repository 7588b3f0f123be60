using CovidClassifier.Data;
using CovidClassifier.Learning;

namespace CovidClassifier.Search;

/// <summary>The images that a search has, dealt by patient, or one source each, into the folds that trials are compared on.</summary>
/// <param name="Inside">What a trial learns from, for each fold.</param>
/// <param name="Outside">What it is then scored on.</param>
internal sealed record InnerImages(IReadOnlyList<XRayDataset> Inside, IReadOnlyList<XRayDataset> Outside)
{
    /// <exception cref="DatasetException">The images are to be dealt by source, and no source can be left out.</exception>
    public static InnerImages Deal(LearnerTask task, int folds, bool bySource)
    {
        XRayDataset all = task.Training;
        long seed = (long)task.Seed.For("inner folds").Value;
        if (bySource)
        {
            IReadOnlyList<SourceSplit> sources = SourceSplits.Of(all, validation: 0, seed).Splits;
            return new InnerImages([.. sources.Select(s => s.Split.Training)], [.. sources.Select(s => s.Split.Test)]);
        }

        IReadOnlyList<int> assigned = all.Folds(folds, FoldGrouping.Patient, seed);
        int[] images = [.. Enumerable.Range(0, all.Count)];
        return new InnerImages(
            [.. Enumerable.Range(0, folds).Select(f => all.Subset($"inner fold {f + 1} training", images.Where(i => assigned[i] != f)))],
            [.. Enumerable.Range(0, folds).Select(f => all.Subset($"inner fold {f + 1}", images.Where(i => assigned[i] == f)))]);
    }
}
