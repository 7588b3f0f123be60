using CovidClassifier.Data;
using CovidClassifier.Evaluation;
using CovidClassifier.Reporting;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier;

public sealed partial class CrossValidationResult
{
    /// <summary>
    /// A report of the out-of-fold predictions; add an audit, a command or tables with <c>with</c>, then <see cref="Report.Save"/>. Where images were scored several times, curves, tables and images show the first
    /// repeat, and a table of its own shows every repeat.
    /// </summary>
    /// <param name="data">What was cross-validated on.</param>
    /// <param name="seed">The builder's.</param>
    public Report Report(ReportData data, long seed)
    {
        ArgumentNullException.ThrowIfNull(data);
        CrossValidatedImage[] images = [.. Images.Where(i => i.Repeat == 0)];
        string grouping = Grouping == FoldGrouping.Patient ? "by patient" : "NOT by patient: images of one patient stand in several folds, and the figures are better than they are";
        return new Report
        {
            Title = string.Join(" against ", PositiveLabel is { } positive ? [positive, .. ClassNames.Where(c => c != positive)] : ClassNames),
            Summary = FormattableString.Invariant($"Cross-validation in {Folds} folds, {grouping}."),
            Seed = seed,
            Data = data,
            Scores = new ReportScores
            {
                Of = "all images, each scored by a model that was trained without it",
                Images = [.. images.Select(i => new ReportImage(i.Image, i.Label, i.Prediction.Label, Row(i)))],
                Metrics = UncertainMetrics.Compute(
                    ClassNames, PositiveLabel, Indices(images, i => i.Label), [.. images.Select(Row)], Indices(images, i => i.Prediction.Label), [.. images.Select(i => i.Image.PatientId)], seed),
                Subgroups = SubgroupTable.Of(
                    ClassNames, PositiveLabel, Indices(images, i => i.Label), [.. images.Select(Row)], Indices(images, i => i.Prediction.Label), [.. images.Select(i => i.Image)], seed),
                Seed = seed,
            },
            Tables = ByRepeat.Count > 1 ? [Repeats()] : [],
            Warnings = Warnings,
        };
    }

    private static double[] Row(CrossValidatedImage image) => [.. image.Prediction.Probabilities.Select(p => (double)p.Probability)];

    private int[] Indices(IEnumerable<CrossValidatedImage> images, Func<CrossValidatedImage, string> label)
    {
        string[] classes = [.. ClassNames];
        return [.. images.Select(i => Array.IndexOf(classes, label(i)))];
    }

    private ReportTable Repeats() => new()
    {
        Key = "repeats",
        Title = "Repeats",
        Note = "Each repeat deals the images anew; figures are pooled over its out-of-fold predictions. The other sections show the first.",
        Columns = [new("repeat", "Repeat"), .. MetricTitles.All.Select(m => new ReportColumn(m.Name, m.Title))],
        Rows =
        [
            .. ByRepeat.Select((metrics, r) => new ReportRow([ReportCell.Of(r + 1), .. MetricTitles.All.Select(m => ReportCell.Of(metrics.ByName[m.Name], interval: null))])),
        ],
    };
}
