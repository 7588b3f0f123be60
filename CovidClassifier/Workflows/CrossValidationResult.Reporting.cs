using System.Globalization;
using CovidClassifier.Evaluation;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Tables;

namespace CovidClassifier;

public sealed partial class CrossValidationResult
{
    /// <summary>
    /// A report of the out-of-fold predictions; add an audit, a command or tables with <c>with</c>, then <see cref="Report.Save"/>. Where images were
    /// scored several times, curves, tables and images show the first
    /// repeat, and a table of its own shows every repeat.
    /// </summary>
    /// <param name="data">What was cross-validated on.</param>
    /// <param name="other">The same with the images dealt the other way, to stand beside; null: nothing stands beside.</param>
    public Report CreateReport(XRayDataset data, CrossValidationResult? other = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        CrossValidatedImage[] images = [.. Images.Where(i => i.Repeat == 0)];
        return new Report
        {
            Title = CovidClassifier.Report.TitleOf(ClassNames, PositiveLabel),
            Summary = Grouping == FoldGrouping.Source
                ? FormattableString.Invariant($"{Folds} sources, each left out once and scored by a model that was trained on the others.")
                : FormattableString.Invariant($"Cross-validation in {Folds} folds, {Dealt(Grouping)}."),
            Seed = Seed,
            Audit = Audit,
            Data = ReportData.Of(data),
            Scores = new ReportScores
            {
                Of = Grouping == FoldGrouping.Source ? "all images of the sources left out, each scored by a model that was trained without its source"
                    : "all images, each scored by a model that was trained without it",
                Images = [.. images.Select(i => i.ForReport())],
                Metrics = ByRepeat[0],
                Subgroups = SubgroupTable.Of(Predictions(), Seed),
                Seed = Seed,
                Explain = HeatMaps(images),
            },
            Training = Training,
            Tables = [.. LeftOutSources is null ? (ReportTable[])[] : [SourceRows.Of(LeftOutSources)], .. other is null ? (ReportTable[])[] : [BothWays(other)],
                .. ByRepeat.Count > 1 ? (ReportTable[])[Repeats()] : []],
            Warnings = Warnings,
            Notes = Notes,
        };
    }

    private Func<IReadOnlyList<XRayImage>, CancellationToken, IReadOnlyList<HeatMap?>>? HeatMaps(CrossValidatedImage[] images)
    {
        if (NoHeatMaps is { } reason)
        {
            return (_, _) => throw new NetworkException(reason);
        }

        var maps = images.Where(i => i.HeatMap is not null).ToDictionary(object (i) => i.Image, i => i.HeatMap, ReferenceEqualityComparer.Instance);
        return maps.Count == 0 ? null : (shown, _) => [.. shown.Select(i => maps.GetValueOrDefault(i))];
    }

    private static string Dealt(FoldGrouping grouping) =>
        grouping == FoldGrouping.Patient ? "by patient"
            : "NOT by patient: images of one patient stand in several folds, and the figures are better than they are";

    private IEnumerable<Metric> Ordered => Metric.Headline(PositiveLabel).Union(Metric.All);

    private ReportTable BothWays(CrossValidationResult other) => new()
    {
        Key = "groupings",
        Drawn = Metric.Auroc.Key,
        Title = "By patient, and at random",
        Note = "Published figures often come from images dealt at random, where images of one patient stand on both sides. The difference is what that is " +
            "worth.",
        Columns = [new("dealt", "Folds"), .. Ordered.Select(m => new ReportColumn(m.Key, m.Title))],
        Rows =
        [
            .. new[] { this, other }.Select(result => new ReportRow(
                [ReportCell.Of(result.Grouping == FoldGrouping.Patient ? "by patient" : "at random"),
                    .. Ordered.Select(m => ReportCell.Of(result.ByRepeat[0][m]))])),
        ],
    };

    private ReportTable Repeats() => new()
    {
        Key = "repeats",
        Title = "Repeats",
        Note = $"Each repeat deals the images anew, {(Grouping == FoldGrouping.Patient ? "by patient" : "at random")}; figures are pooled over its " +
            "out-of-fold predictions. The other sections show the first.",
        Columns = [new("repeat", "Repeat"), .. Ordered.Select(m => new ReportColumn(m.Key, m.Title))],
        Rows =
        [
            .. ByRepeat.Select((metrics, r) => new ReportRow(
                [ReportCell.Of((r + 1).ToString(CultureInfo.InvariantCulture)), .. Ordered.Select(m => ReportCell.WithoutInterval(metrics[m]))])),
        ],
    };
}
