namespace CovidClassifier.Console.Views;

/// <summary>A search as lines: one per trial's fold that has ended, with the best so far, and one per model of the final training.</summary>
internal sealed class PlainSearchView(Screen screen) : IProgress<SearchProgress>
{
    private readonly Lock _lock = new();
    private (int Search, SearchStage Stage, int Number) _last;

    public void Report(SearchProgress value)
    {
        lock (_lock)
        {
            if (value.Leaderboard is { } board)
            {
                LeaderboardRow row = board.Rows.Single(r => r.Trial == value.Number);
                string outcome = row.Dropped is { } why ? $"given up: {why}"
                    : $"{board.Metric} {Figures.Of(row.Metric)} on {Figures.Of(row.Folds)} of {Figures.Of(board.Folds)} folds";
                string best = board.Rows[0].Folds > 0 ? $" | leads: trial {Figures.Of(board.Rows[0].Trial)}, {Figures.Of(board.Rows[0].Metric)}" : "";
                screen.Say($"{SearchView.Spent(value)} | trial {Figures.Of(value.Number)}: {value.Recipe} | {outcome}{best}");
            }
            else if (value.Stage == SearchStage.Refitting && (value.Search, value.Stage, value.Number) != _last)
            {
                screen.Say($"{SearchView.Spent(value)} | {SearchView.Doing(value)}");
            }

            _last = (value.Search, value.Stage, value.Number);
        }
    }
}
