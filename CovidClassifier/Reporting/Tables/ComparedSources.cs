using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Reporting.Tables;

/// <summary>The AUROC of each network on each left-out source, as a report's table.</summary>
internal static class ComparedSources
{
    /// <param name="sourcesOf">Of each network of the table, best first, by its name.</param>
    public static ReportTable Of(IReadOnlyList<(string Network, LeftOutSources Sources)> sourcesOf) => new()
    {
        Key = "comparedSources",
        Title = "Networks on each left-out source",
        Note = "AUROC within the source, by a model that was trained without it. The marked network's worst source is the best of the worst.",
        Columns =
        [
            new("network", "Network"), new("worst", "Worst source"),
            .. sourcesOf[0].Sources.Sources.Select((s, i) => new ReportColumn(FormattableString.Invariant($"source{i + 1}"), s.Name)),
        ],
        Rows =
        [
            .. sourcesOf.Select(n => new ReportRow(
                [ReportCell.Of(n.Network), ReportCell.Of(n.Sources.Worst?.Name ?? "none"), .. n.Sources.Sources.Select(s => ReportCell.Of(s.Auroc))])
            {
                Mark = ReferenceEquals(n.Sources, Best(sourcesOf)) ? "best" : null,
            }),
        ],
    };

    private static LeftOutSources? Best(IReadOnlyList<(string Network, LeftOutSources Sources)> all) =>
        all.Select(n => n.Sources).Where(s => s.Worst is not null).MaxBy(s => s.Worst!.Auroc.Value);
}
