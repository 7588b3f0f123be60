using CovidClassifier.AutoMl;

namespace CovidClassifier.Console.Views;

/// <summary>A search as lines: one per trial's fold that has ended, with the best so far, and one per model of the final training.</summary>
internal sealed class PlainExplorationView(Screen screen) : IProgress<ExplorationProgress>
{
    private readonly Lock _lock = new();
    private (int Search, ExplorationStage Stage, int Number) _last;

    public void Report(ExplorationProgress value)
    {
        lock (_lock)
        {
            if (value.Leaderboard is { } board)
            {
                LeaderboardRow row = board.Rows.Single(r => r.Trial == value.Number);
                string outcome = row.Dropped is { } why ? $"given up: {why}" : $"{board.Metric} {Figures.Of(row.Metric)} on {Figures.Of(row.Folds)} of {Figures.Of(board.Folds)} folds";
                string best = board.Rows[0].Folds > 0 ? $" | leads: trial {Figures.Of(board.Rows[0].Trial)}, {Figures.Of(board.Rows[0].Metric)}" : "";
                screen.Say($"{ExplorationView.Spent(value)} | trial {Figures.Of(value.Number)}: {value.Recipe} | {outcome}{best}");
            }
            else if (value.Stage == ExplorationStage.Refitting && (value.Search, value.Stage, value.Number) != _last)
            {
                screen.Say($"{ExplorationView.Spent(value)} | {ExplorationView.Doing(value)}");
            }

            _last = (value.Search, value.Stage, value.Number);
        }
    }
}
