using CovidClassifier.Console.Reports;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>The figures of a model on labelled images.</summary>
internal static class ResultView
{
    public static void Show(Screen screen, ModelReport report)
    {
        SourcesView.Show(screen, report.LeftOutSources);
        screen.Say($"{Figures.Of(report.Images)} images, positive label {report.PositiveLabel ?? "none"}, threshold {Figures.Of(report.Threshold)}:");
        ShowMetrics(screen, report);
        screen.Show(Classes(report));
        if (report.Subgroups.Count > 0 && screen.IsVerbose)
        {
            screen.Show(Subgroups(report));
        }

        int strange = report.Predictions.Count(p => p.Guard is { Accepted: false });
        if (strange > 0)
        {
            screen.Say($"Not like the training images, by the model's guard: {Figures.Of(strange)} of {Figures.Of(report.Images)} (the figures count them).");
        }

        screen.Warn(report.Warnings);
        screen.Note(report.Notes);
        screen.Notice(report.ResearchUseOnly);
    }

    private static void ShowMetrics(Screen screen, ModelReport report)
    {
        var notes = new Footnotes();
        var table = new Table().AddColumn("Metric").AddColumn("Value").AddColumn("95 % interval").AddColumn("Note");
        foreach (Metric metric in Headline.Of(screen))
        {
            MetricInterval interval = report.Intervals[metric.Key];
            string value =
                report.Undefined.TryGetValue(metric.Key, out string? why) ? "undefined" : Figures.Of(report.Figures[metric.Key]!.GetValue<double>());
            table.AddRow(new Text(metric.Title), new Text(value), new Text(Figures.Of(interval)), new Text(notes.Mark(why ?? interval.Method)));
        }

        screen.Show(table);
        notes.Show(screen);
        Headline.TellTheRest(screen);
    }

    private static Table Classes(ModelReport report)
    {
        var table = new Table().AddColumn("True class").AddColumn("Images");
        foreach (string name in report.ClassNames)
        {
            table.AddColumn(new TableColumn(new Text($"as {name}")));
        }

        // two classes have one AUROC, which stands above
        bool hasAurocs = report.ClassNames.Count > 2;
        table.AddColumn("Recall").AddColumn("Precision").AddColumn("F1");
        if (hasAurocs)
        {
            table.AddColumn("AUROC");
        }

        foreach ((ClassEntry entry, long[] counts) in report.Classes.Zip(report.ConfusionMatrix))
        {
            string[] cells =
            [
                entry.Label, Figures.Of(entry.Images), .. counts.Select(Figures.Of), Figures.Of(entry.Recall), Figures.Of(entry.Precision),
                    Figures.Of(entry.F1), .. hasAurocs ? (string[])[Figures.Of(entry.Auroc)] : [],
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        return table;
    }

    private static Table Subgroups(ModelReport report)
    {
        var table = new Table().AddColumn("Group").AddColumn("Images").AddColumn("Patients").AddColumn("Accuracy").AddColumn("Sensitivity")
            .AddColumn("Specificity").AddColumn("AUROC");
        foreach (SubgroupEntry group in report.Subgroups)
        {
            string Cell(string key, double value) => double.IsNaN(value) ? "" : $"{Figures.Of(value)} ({Figures.Of(group.Intervals[key])})";
            string[] cells =
            [
                $"{group.Factor} {group.Name}", Figures.Of(group.Images), Figures.Of(group.Patients), Cell("accuracy", group.Accuracy),
                    Cell("sensitivity", group.Sensitivity),
                Cell("specificity", group.Specificity), Cell("auroc", group.Auroc),
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        return table;
    }
}
