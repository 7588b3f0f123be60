using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Reporting.Tables;

/// <summary>A comparison as a report's table.</summary>
internal static class ComparedNetworks
{
    private static readonly ReportColumn[] Costs =
    [
        new("parameters", "Parameters"), new("trainingSeconds", "Training, seconds"), new("millisecondsPerImage", "Scoring, ms per image"),
            new("modelBytes", "Model, bytes"),
    ];

    public static ReportTable Of(ComparisonTable table) => new()
    {
        Key = "comparison",
        Title = "Comparison",
        Drawn = table.Metric.Key,
        Note = $"The same folds for every network, ranked by {table.Metric.Title}; each is tested against the best on the same images, by patient where a " +
            "patient has several, and p is adjusted for their number (Holm). Tied: chance may explain the difference. Times are this machine's.",
        Columns =
        [
            new("network", "Network"), new("standing", "Standing"), new(table.Metric.Key, table.Metric.Title), new("difference", "Against the best"),
            new("pValue", "p, adjusted"), .. Others(table).Select(m => new ReportColumn(m.Key, m.Title)), .. Costs,
        ],
        Rows = [.. table.Rows.Select(row => Row(row, table)), .. table.Missing.GroupBy(m => m.Reason).Select(missing => Row(missing, table))],
    };

    // the one that ranks comes first, beside the standing that it makes
    private static IEnumerable<Metric> Others(ComparisonTable table) => table.Shown.Where(m => m != table.Metric);

    private static ReportRow Row(ComparisonRow row, ComparisonTable table)
    {
        return new ReportRow(
        [
            ReportCell.Of(row.Name),
            ReportCell.Of(row.Standing.ToString().ToLowerInvariant()),
            ReportCell.Of(row.Metrics[table.Metric]),
            row.AgainstBest is { } test ? ReportCell.Of(test.Result) : ReportCell.None("it is the best"),
            row.AgainstBest is { Method: var method } ? ReportCell.OfPValue(row.AdjustedPValue, method) : ReportCell.None("it is the best"),
            .. Others(table).Select(m => ReportCell.Of(row.Metrics[m])),
            ReportCell.Of(row.Cost.Parameters), ReportCell.Of(row.Cost.TrainingTime.TotalSeconds, decimals: 1),
                ReportCell.Of(row.Cost.ScoringTime?.TotalMilliseconds ?? double.NaN, decimals: 1), ReportCell.Of(row.Cost.ModelBytes),
        ])
        {
            Mark = row.Standing == ModelStanding.Best ? "best" : null,
        };
    }

    // those that lack the same share a row
    private static ReportRow Row(IGrouping<string, MissingModel> missing, ComparisonTable table) => new(
    [
        ReportCell.Of(string.Join(", ", missing.Select(m => m.Name))), ReportCell.Of("missing"),
        .. Enumerable.Repeat(ReportCell.None(missing.Key), 3 + Others(table).Count() + Costs.Length),
    ]);
}
