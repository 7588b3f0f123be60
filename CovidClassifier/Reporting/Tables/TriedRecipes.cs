using System.Globalization;
using CovidClassifier.Reporting.Content;

namespace CovidClassifier.Reporting.Tables;

/// <summary>A search's leaderboard as a report's table.</summary>
internal static class TriedRecipes
{
    // beside the metric of the search, which comes first
    private static readonly (Metric Metric, Func<LeaderboardRow, double> Value)[] Others =
        [(Metric.Accuracy, r => r.Accuracy), (Metric.Auroc, r => r.Auroc), (Metric.LogLoss, r => r.LogLoss)];

    /// <param name="leaderboard">The trials.</param>
    /// <param name="number">Of the search, from 1; null: there is one.</param>
    public static ReportTable Of(Leaderboard leaderboard, int? number = null)
    {
        (Metric Metric, Func<LeaderboardRow, double> Value)[] figures =
            [(leaderboard.Metric, r => r.Metric), .. Others.Where(o => o.Metric != leaderboard.Metric)];
        return new ReportTable
        {
            Key = FormattableString.Invariant($"leaderboard{number}"),
            Title = number is { } n ? FormattableString.Invariant($"Leaderboard of fold {n}'s search") : "Leaderboard",
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"Every recipe that the search tried, on up to {leaderboard.Folds} inner folds. A recipe that ended more folds stands above one that "
                + $"was dropped earlier, whatever its figure on fewer folds was; among equals {leaderboard.Metric.Title} decides. Folds differ in how "
                + $"hard they are: the column beside the folds has the first recipe on the same folds. Recipes were chosen "
                + $"by these figures, which therefore flatter the top; those of the other sections come from images that no trial saw."),
            IsFolded = number is not null,
            Columns =
            [
                new("recipe", "Recipe"), .. figures.Select(f => new ReportColumn(f.Metric.Key, f.Metric.Title)), new("folds", "Folds"),
                new("leaderOnSameFolds", $"{leaderboard.Metric.Title} of the first recipe on the same folds"), new("seconds", "Seconds"), new("trial", "Trial"),
                new("members", "Models of it"),
            ],
            Rows = [.. leaderboard.Rows.Select(row => Row(row, figures.Select(f => f.Value(row))))],
        };
    }

    private static ReportRow Row(LeaderboardRow row, IEnumerable<double> figures) => new(
    [
        ReportCell.Of(row.Recipe), .. figures.Select(f => row.Folds == 0 ? ReportCell.None("it ended no fold") : ReportCell.Of(f)),
        ReportCell.Of(row.Folds), row.Folds == 0 ? ReportCell.None("it ended no fold") : ReportCell.Of(row.LeaderOnSameFolds),
        ReportCell.Of(row.Duration.TotalSeconds, decimals: 1), ReportCell.Of(row.Trial), ReportCell.Of(row.Members),
    ])
    {
        Mark = row.Members > 0 ? "in the model" : null,
        Remark = row.Dropped is { } why ? $"Given up: {why}" : null,
    };
}
