using CovidClassifier.Console.Reports;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>Images with what the model says of them.</summary>
internal static class PredictionsView
{
    public static void Show(Screen screen, IReadOnlyList<string> classNames, IReadOnlyList<PredictionEntry> predictions)
    {
        bool labelled = predictions.Any(p => p.Label is not null);
        var table = new Table().AddColumn("Image");
        if (labelled)
        {
            table.AddColumn("Label");
        }

        table.AddColumn("Predicted");
        foreach (string name in classNames)
        {
            table.AddColumn(new TableColumn(new Text(name)));
        }

        // columns that only repeat the label, or "accepted", tell nobody anything
        bool hasSets = predictions.Any(p => p.Set is { } set && !set.All(s => s.Value == (s.Key == p.PredictedLabel)));
        if (hasSets)
        {
            table.AddColumn("May be");
        }

        bool guarded = predictions.Any(p => p.Guard is { Accepted: false });
        if (guarded)
        {
            table.AddColumn("Guard");
        }

        foreach (PredictionEntry entry in predictions)
        {
            string[] label = labelled ? [entry.Label ?? ""] : [];
            string[] guard = guarded ? [entry.Guard is { } said ? said.Reason ?? "accepted" : ""] : [];
            string[] set = hasSets ? [SetOf(entry)] : [];
            string[] cells = [entry.Path, .. label, entry.PredictedLabel, .. classNames.Select(c => Figures.Of(entry.Probabilities[c])), .. set, .. guard];
            table.AddRow(cells.Select(c => new Text(c)));
        }

        screen.Show(table);
    }

    private static string SetOf(PredictionEntry entry) => entry.Set is not { } set ? ""
        : set.Values.Any(held => held) ? string.Join(", ", set.Where(s => s.Value).Select(s => s.Key))
        : "no label";
}
