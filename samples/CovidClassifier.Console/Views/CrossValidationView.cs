using CovidClassifier.Console.Reports;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>The figures of a cross-validation, one column per repeat.</summary>
internal static class CrossValidationView
{
    public static void Show(Screen screen, CrossValidationReport report)
    {
        string grouping = report.Group == "patient"
            ? $"by patient ({report.KnownPatientShare * 100:0} % of the images have a known one)"
            : "NOT by patient: images of one patient stand in several folds, and the figures are better than they are";
        screen.Say($"{Figures.Of(report.Images)} images, {Figures.Of(report.Folds)} folds {grouping}, pooled over the out-of-fold predictions:");
        var table = new Table().AddColumn("Metric");
        for (int repeat = 1; repeat <= report.Repeats; repeat++)
        {
            table.AddColumn(report.Repeats == 1 ? "Value" : $"Repeat {Figures.Of(repeat)}");
        }

        foreach (string name in report.ByRepeat[0].Keys)
        {
            table.AddRow([new Text(name), .. report.ByRepeat.Select(r => new Text(Figures.Of(r[name])))]);
        }

        screen.Show(table);
        foreach (string warning in report.Warnings)
        {
            screen.Warn(warning);
        }

        screen.Notice(report.ResearchUseOnly);
    }
}
