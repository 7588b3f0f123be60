using CovidClassifier.Foundation;
using CovidClassifier.Search;

namespace CovidClassifier;

/// <summary>
/// The recipes of a search, best first: those that came further before those that were stopped earlier. Figures are inner folds' and, having been chosen by,
/// flatter the top.
/// </summary>
/// <param name="Metric">What trials are ranked by.</param>
/// <param name="Folds">Folds of a complete trial.</param>
/// <param name="Rows">Every trial.</param>
public sealed record Leaderboard(Metric Metric, int Folds, IReadOnlyList<LeaderboardRow> Rows)
{
    private const int Shown = 10;

    /// <summary>
    /// The figures of the best recipe on each left-out source, where the folds are sources (<see cref="SplitOrigin.LeaveOneSourceOut"/>); having been chosen
    /// by, they flatter. Null: they are not, or no recipe has come through all of them.
    /// </summary>
    public LeftOutSources? LeftOutSources { get; internal init; }

    internal static Leaderboard Of(Metric metric, InnerFolds folds, IReadOnlyList<Trial> trials, IReadOnlyList<Trial> members, bool bySource = false)
    {
        var rows = trials.Select(t => (Trial: t, Metrics: t.Folds.Count > 0 ? folds.Measure(t.Folds) : null))
            .OrderByDescending(t => t.Trial.Folds.Count)
            .ThenByDescending(t => t.Metrics is null ? double.NegativeInfinity : metric.Merit(t.Metrics[metric].Value))
            .ThenBy(t => t.Metrics?.LogLoss.Value ?? double.PositiveInfinity)
            .ThenBy(t => t.Trial.Number)
            .ToArray();
        Dictionary<int, double> leader = rows.Select(t => t.Trial.Folds.Count).Where(count => count > 0).Distinct()
            .ToDictionary(count => count, count => folds.Measure(rows[0].Trial.Folds.Take(count))[metric].Value);
        return new Leaderboard(metric, folds.Count, [.. rows.Select((t, i) => new LeaderboardRow
        {
            Rank = i + 1,
            Trial = t.Trial.Number,
            Recipe = t.Trial.Recipe.ToString(),
            Folds = t.Trial.Folds.Count,
            Metric = t.Metrics is null ? double.NaN : t.Metrics[metric].Value,
            LeaderOnSameFolds = leader.GetValueOrDefault(t.Trial.Folds.Count, double.NaN),
            Accuracy = t.Metrics?.Accuracy.Value ?? double.NaN,
            Auroc = t.Metrics?.Auroc.Value ?? double.NaN,
            LogLoss = t.Metrics?.LogLoss.Value ?? double.NaN,
            Duration = TimeSpan.FromSeconds(t.Trial.Seconds),
            Members = members.Count(m => m == t.Trial),
            Dropped = t.Trial.Dropped,
        })])
        {
            LeftOutSources = bySource && rows.FirstOrDefault().Trial is { } best && best.Folds.Count == folds.Count ? folds.Sources(best) : null,
        };
    }

    /// <summary>For people: the ten best recipes.</summary>
    public override string ToString() => TextTable.Of(
    [
        ["#", "recipe", "folds", Metric.Title, "models of it"],
        .. Rows.Take(Shown).Select(row => (string[])
        [
            FormattableString.Invariant($"{row.Rank}"), row.Recipe, FormattableString.Invariant($"{row.Folds}/{Folds}"),
            double.IsNaN(row.Metric) ? "" : FormattableString.Invariant($"{row.Metric:0.000}"),
                row.Members == 0 ? "" : FormattableString.Invariant($"{row.Members}"),
        ]),
    ]) + (LeftOutSources is null ? "" : $"\n{LeftOutSources}");
}
