using CovidClassifier.AutoMl;

namespace CovidClassifier.Reporting.Tables;

/// <summary>A search's leaderboard as a report's table.</summary>
internal static class TriedRecipes
{
    /// <param name="leaderboard">The trials.</param>
    /// <param name="number">Of the search, from 1; null: there is one.</param>
    public static ReportTable Of(Leaderboard leaderboard, int? number = null) => new()
    {
        Key = FormattableString.Invariant($"leaderboard{number}"),
        Title = number is { } n ? FormattableString.Invariant($"Leaderboard of fold {n}'s search") : "Leaderboard",
        Note = FormattableString.Invariant(
            $"Every recipe that the search tried, on up to {leaderboard.Folds} inner folds, ranked by {leaderboard.Metric}. Recipes were chosen by these figures, which therefore flatter the top; those of the other sections come from images that no trial saw."),
        Columns =
        [
            new("recipe", "Recipe"), new("trial", "Trial"), new("folds", "Folds"), new("metric", leaderboard.Metric.Name), new("accuracy", "Accuracy"), new("auroc", "AUROC"), new("logLoss", "Log loss"),
            new("seconds", "Seconds"), new("members", "Models of it"), new("state", "State"),
        ],
        Rows = [.. leaderboard.Rows.Select(Row)],
    };

    private static ReportRow Row(LeaderboardRow row) => new(
    [
        ReportCell.Of(row.Recipe), ReportCell.Of(row.Trial), ReportCell.Of(row.Folds), ReportCell.Of(row.Metric), ReportCell.Of(row.Accuracy), ReportCell.Of(row.Auroc), ReportCell.Of(row.LogLoss),
        ReportCell.Of(row.Seconds, decimals: 1), ReportCell.Of(row.Members), ReportCell.Of(row.Dropped is { } why ? $"given up: {why}" : row.Members > 0 ? "in the model" : "tried"),
    ])
    {
        IsBest = row.Members > 0,
    };
}
