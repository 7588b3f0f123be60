using CovidClassifier.Evaluation;

namespace CovidClassifier.Reporting.Tables;

/// <summary>A comparison as a report's table.</summary>
internal static class ComparedNetworks
{
    private static readonly ReportColumn[] Columns =
    [
        new("network", "Network"), new("standing", "Standing"), new("difference", "Against the best"), new("pValue", "p, adjusted"),
        new("accuracy", "Accuracy"), new("sensitivity", "Sensitivity"), new("specificity", "Specificity"), new("auroc", "AUROC"), new("logLoss", "Log loss"),
        new("parameters", "Parameters"), new("trainingSeconds", "Training, seconds"), new("millisecondsPerImage", "Scoring, ms per image"), new("modelBytes", "Model, bytes"),
    ];

    public static ReportTable Of(ComparisonTable table) => new()
    {
        Key = "comparison",
        Title = "Comparison",
        Note = $"The same folds for every network, ranked by {table.Metric}; each is tested against the best on the same images, by patient where a patient has several, and p is adjusted for their number (Holm). Tied: chance explains the difference. Times are this machine's.",
        Columns = Columns,
        Rows = [.. table.Rows.Select(Row), .. table.Missing.Select(Row)],
    };

    private static ReportRow Row(ComparisonRow row)
    {
        UncertainMetrics metrics = row.Metrics;
        ReportCell Figure(string name) => ReportCell.Of(metrics.Metrics.ByName[name], metrics.ByName[name]);
        return new ReportRow(
        [
            ReportCell.Of(row.Name),
            ReportCell.Of(row.Standing.ToString().ToLowerInvariant()),
            row.AgainstBest is { } test ? ReportCell.Of(test.Difference, test.Interval) : ReportCell.None("it is the best"),
            row.AgainstBest is null ? ReportCell.None("it is the best") : double.IsNaN(row.AdjustedPValue) ? ReportCell.None(row.AgainstBest.Value.Method) : ReportCell.Of(row.AdjustedPValue, decimals: 4),
            Figure("accuracy"), Figure("sensitivity"), Figure("specificity"), Figure("auroc"), Figure("logLoss"),
            ReportCell.Of(row.Cost.Parameters), ReportCell.Of(row.Cost.TrainingSeconds, decimals: 1), ReportCell.Of(row.Cost.MillisecondsPerImage, decimals: 1), ReportCell.Of(row.Cost.ModelBytes),
        ])
        {
            Mark = row.Standing == ModelStanding.Best ? "best" : null,
        };
    }

    private static ReportRow Row(MissingModel missing) =>
        new([ReportCell.Of(missing.Name), ReportCell.Of("missing"), .. Enumerable.Repeat(ReportCell.None(missing.Reason), Columns.Length - 2)]);
}
