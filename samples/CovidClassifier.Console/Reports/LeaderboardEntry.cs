using System.Text.Json.Serialization;

namespace CovidClassifier.Console.Reports;

/// <summary>A search's trials, best first.</summary>
/// <param name="Metric">What they are ranked by.</param>
/// <param name="Folds">Inner folds of a complete trial.</param>
/// <param name="Trials">Every one.</param>
internal sealed record LeaderboardEntry(string Metric, int Folds, IReadOnlyList<LeaderboardRow> Trials)
{
    /// <summary>The best recipe on each left-out source, where the folds are sources; absent otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LeftOutSourcesEntry? LeftOutSources { get; init; }

    public static LeaderboardEntry Of(Leaderboard leaderboard) => new(leaderboard.Metric.Name, leaderboard.Folds, leaderboard.Rows)
    {
        LeftOutSources = LeftOutSourcesEntry.Of(leaderboard.LeftOutSources),
    };
}
