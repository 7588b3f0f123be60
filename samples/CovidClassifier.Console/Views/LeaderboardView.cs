using System.Globalization;
using CovidClassifier.Console.Reports;
using Spectre.Console;

namespace CovidClassifier.Console.Views;

/// <summary>The trials of a search, best first.</summary>
internal static class LeaderboardView
{
    public static void Show(Screen screen, LeaderboardEntry leaderboard)
    {
        bool isMeasured = leaderboard.Trials.Any(t => t.Folds > 0);
        screen.Say(isMeasured
            ? "Trials on inner folds, best first. Recipes were chosen by these figures, so that those at the top are too good:"
            : "Recipes that were to be tried on inner folds; none was:");
        var reasons = new Footnotes();
        screen.Show(Table(leaderboard, leaderboard.Trials.Count, reasons));
        reasons.Show(screen);
        SourcesView.Show(screen, leaderboard.LeftOutSources);
    }

    /// <param name="leaderboard">The trials.</param>
    /// <param name="rows">How many to show.</param>
    /// <param name="reasons">Take why recipes were given up; null: leaves out what is of use only when the search has ended.</param>
    public static Table Table(LeaderboardEntry leaderboard, int rows, Footnotes? reasons = null)
    {
        bool isShort = reasons is null;
        Table table = new Table().AddColumn("#").AddColumn("Recipe").AddColumn("Folds").AddColumn(CovidClassifier.Metric.Parse(leaderboard.Metric).Title);
        if (!isShort)
        {
            table.AddColumn("First recipe on the same folds").AddColumn("Log loss").AddColumn("Seconds").AddColumn("In the model").AddColumn("Trial");
        }

        foreach (LeaderboardRow row in leaderboard.Trials.Take(rows))
        {
            string[] first =
            [
                Figures.Of(row.Rank), row.Dropped is { } why ? $"{row.Recipe} (given up{Reason(why, reasons)})" : row.Recipe,
                $"{Figures.Of(row.Folds)}/{Figures.Of(leaderboard.Folds)}", row.Folds == 0 ? "" : Figures.Of(row.Metric),
            ];
            string[] rest =
            [
                row.Folds == 0 ? "" : Figures.Of(row.LeaderOnSameFolds),
                row.Folds == 0 ? "" : Figures.Of(row.LogLoss), row.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
                row.Members == 0 ? "" : row.Members == 1 ? "yes" : $"{Figures.Of(row.Members)} times", Figures.Of(row.Trial),
            ];
            table.AddRow(((string[])[.. first, .. isShort ? [] : rest]).Select(c => new Text(c)));
        }

        return table;
    }

    private static string Reason(string why, Footnotes? reasons) => reasons is null ? $": {why}" : $" {reasons.Mark(why)}";
}
