using CovidClassifier.Learning;

namespace CovidClassifier.Search;

/// <summary>The images that a search has, dealt by patient into the folds that trials are compared on.</summary>
/// <param name="Inside">What a trial learns from, for each fold.</param>
/// <param name="Outside">What it is then scored on.</param>
internal sealed record InnerImages(IReadOnlyList<XRayDataset> Inside, IReadOnlyList<XRayDataset> Outside)
{
    public static InnerImages Deal(LearnerTask task, int folds)
    {
        XRayDataset all = task.Training;
        IReadOnlyList<int> assigned = all.Folds(folds, FoldGrouping.Patient, (long)task.Seed.For("inner folds").Value);
        int[] images = [.. Enumerable.Range(0, all.Count)];
        return new InnerImages(
            [.. Enumerable.Range(0, folds).Select(f => all.Subset($"inner fold {f + 1} training", images.Where(i => assigned[i] != f)))],
            [.. Enumerable.Range(0, folds).Select(f => all.Subset($"inner fold {f + 1}", images.Where(i => assigned[i] == f)))]);
    }
}
