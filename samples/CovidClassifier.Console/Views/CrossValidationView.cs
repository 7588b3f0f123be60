using CovidClassifier.Console.Reports;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>The figures of a cross-validation, a column for each way of dealing and repeat, and under them what headers and borders alone reach.</summary>
internal static class CrossValidationView
{
    // what a figure must be read beside
    private static readonly string[] Baselines = ["header baseline", "border baseline"];

    public static void Show(Screen screen, CrossValidationReport report)
    {
        CrossValidationReport[] ways = report.Ungrouped is null ? [report] : [report, report.Ungrouped];
        if (report.LeftOutSources is not null)
        {
            SourcesView.Show(screen, report.LeftOutSources);
            screen.Say($"{Figures.Of(report.Images)} images of {Figures.Of(report.Folds)} sources, pooled, with 95 % intervals; pooled figures also tell "
                + $"sources from one another, those above do not.");
        }
        else
        {
            screen.Say(
                $"{Figures.Of(report.Images)} images in {Figures.Of(report.Folds)} folds, pooled over the out-of-fold predictions, with 95 % intervals.");
            screen.Say($"By patient: all images of a patient are in one fold ({report.KnownPatientShare * 100:0} % of the images have a known patient). " +
                "At random: they may be in several, so that the figures are too good.");
        }

        var table = new Table().AddColumn("Metric");
        foreach (CrossValidationReport way in ways)
        {
            for (int repeat = 1; repeat <= way.Repeats; repeat++)
            {
                table.AddColumn(Title(way) + (way.Repeats == 1 ? "" : $", repeat {Figures.Of(repeat)}"));
            }
        }

        foreach (Metric metric in Headline.Of(screen))
        {
            table.AddRow([new Text(metric.Title), .. ways.SelectMany(
                w => w.ByRepeat.Zip(w.IntervalsByRepeat, (values, intervals) => Cell(values[metric.Key], Figures.Of(intervals[metric.Key]))))]);
        }

        foreach (AuditFinding baseline in Baselines.SelectMany(b => (report.Audit?.Findings ?? []).Where(f => f.Name == b)))
        {
            table.AddRow(
                new Text($"{baseline.Name} ({AuditView.Word(baseline.Verdict)}): {baseline.Measure}, worst class"),
                Cell(baseline.Value, $"{Figures.Of(baseline.Low)} to {Figures.Of(baseline.High)}"));
        }

        screen.Show(table);
        Headline.TellTheRest(screen);
        AuditView.ShowLines(screen, report.Audit);
        screen.Warn(report.Warnings);
        screen.Note(report.Notes);
        screen.Notice(report.ResearchUseOnly);
    }

    private static string Title(CrossValidationReport way) => way.Group switch { "patient" => "By patient", "source" => "By source", _ => "At random" };

    private static Text Cell(double value, string interval) => new($"{Figures.Of(value)}{(interval == "" || double.IsNaN(value) ? "" : $" ({interval})")}");
}
