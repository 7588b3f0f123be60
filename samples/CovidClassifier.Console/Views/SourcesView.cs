using CovidClassifier.Console.Reports;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>Left-out sources, a row each, and the worst of them.</summary>
internal static class SourcesView
{
    /// <param name="screen">Where to.</param>
    /// <param name="sources">Null: no source was left out, and nothing is shown.</param>
    public static void Show(Screen screen, LeftOutSourcesEntry? sources)
    {
        if (sources is null)
        {
            return;
        }

        screen.Say("By source, each scored by a model that was trained without it:");
        var table = new Table().AddColumn("Left-out source").AddColumn("Images").AddColumn("Patients").AddColumn("By class").AddColumn("AUROC")
            .AddColumn("Sensitivity").AddColumn("Specificity");
        foreach (LeftOutSourceEntry source in sources.Sources)
        {
            string Cell(string key, double value) => double.IsNaN(value) ? "" : $"{Figures.Of(value)} ({Figures.Of(source.Intervals[key])})";
            string[] cells =
            [
                source.Source, Figures.Of(source.Images), Figures.Of(source.Patients),
                string.Join(", ", source.ImagesByClass.Where(c => c.Value > 0).Select(c => $"{c.Key} {Figures.Of(c.Value)}")),
                Cell("auroc", source.Auroc), Cell("sensitivity", source.Sensitivity), Cell("specificity", source.Specificity),
            ];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        screen.Show(table);
        screen.Say(sources.Worst is { } worst ? $"The worst is {worst}, AUROC {Figures.Of(sources.WorstAuroc)}."
            : "No source has five images of the positive label and five others, so that none is called the worst.");
    }
}
