using System.Globalization;
using CovidClassifier.Console.Reports;
using CovidClassifier.Evaluation.Statistics;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>The table of a comparison, best first.</summary>
internal static class ComparisonView
{
    /// <param name="screen">Where to.</param>
    /// <param name="report">The comparison.</param>
    /// <param name="unfetched">Networks whose weights are not there.</param>
    public static void Show(Screen screen, ComparisonReport report, IReadOnlyList<MissingModel> unfetched)
    {
        string grouping = report.Group switch
        {
            "patient" => "by patient",
            "source" => "each a source that the networks were trained without",
            _ => "NOT by patient, so the figures are better than they are",
        };
        Metric ranking = Metric.Parse(report.Metric);
        Metric[] shown = [ranking, .. Headline.Of(screen).Where(m => m != ranking)];
        screen.Say($"{Figures.Of(report.Images)} images, the same {Figures.Of(report.Folds)} folds for every network, {grouping}; ranked by " +
            $"{ranking.Title}, with 95 % intervals:");
        var table = new Table().AddColumn("Network").AddColumn("Standing");
        foreach (Metric metric in shown)
        {
            table.AddColumn(metric.Title);
        }

        foreach (ComparisonEntry entry in report.Models)
        {
            string[] cells = [entry.Name, Standing(entry), .. shown.Select(m => Cell(entry.Figures[m.Key], entry.Intervals[m.Key]))];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        screen.Show(table);
        Headline.TellTheRest(screen);
        screen.Show(Costs(report));
        foreach (ComparisonEntry entry in report.Models.Where(m => m.LeftOutSources is not null))
        {
            screen.Say($"{entry.Name}:");
            SourcesView.Show(screen, entry.LeftOutSources);
        }

        MissingNetworks.Tell(screen, "Not in the table", report.Missing, unfetched);

        AuditView.ShowLines(screen, report.Audit);
        screen.Warn(report.Warnings);
        screen.Note(report.Notes);
        screen.Notice(report.ResearchUseOnly);
    }

    private static Table Costs(ComparisonReport report)
    {
        var table = new Table().AddColumn("Network").AddColumn("Parameters").AddColumn("Training s").AddColumn("ms per image").AddColumn("Model MB");
        foreach (ComparisonEntry entry in report.Models)
        {
            string[] cells =
            [
                entry.Name, entry.Parameters.ToString("N0", CultureInfo.InvariantCulture), Decimal(entry.TrainingSeconds),
                    Decimal(entry.MillisecondsPerImage), Decimal(entry.ModelBytes / 1e6),
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        return table;
    }

    private static string Standing(ComparisonEntry entry) => entry.AgainstBest is { } test
        ? string.Create(CultureInfo.InvariantCulture, $"{entry.Standing}\n{test.Difference:+0.0000;-0.0000;0.0000}, p {PValueText.Of(test.AdjustedPValue)}")
        : entry.Standing;

    private static string Cell(double value, MetricInterval interval) => $"{Figures.Of(value)}\n{Figures.Of(interval)}";

    private static string Decimal(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
