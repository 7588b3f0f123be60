using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Search;

/// <summary>What the searches of one run tell: progress while they go on, leaderboards when they have ended. One search after the other.</summary>
/// <param name="time">Tells the time.</param>
/// <param name="searches">How many there will be.</param>
/// <param name="budget">Of each.</param>
/// <param name="progress">Told of everything, or null.</param>
internal sealed class SearchJournal(TimeProvider time, int searches, SearchBudget budget, IProgress<SearchProgress>? progress) : IProgress<TrainingProgress>
{
    private readonly List<Leaderboard> _leaderboards = [];
    private long _began = time.GetTimestamp();
    private BudgetClock? _clock;

    /// <summary>Of the searches that have ended, in order.</summary>
    public IReadOnlyList<Leaderboard> Leaderboards => _leaderboards;

    /// <summary>Where the best model so far is kept; null: nobody wants it.</summary>
    public IBestModel? Best { get; init; }

    /// <summary>Number of the search under way, from 1.</summary>
    public int Search => _leaderboards.Count + 1;

    public int Searches => searches;

    /// <summary>The clock of the next search; it has run since the last one ended, so that nothing goes uncounted.</summary>
    public BudgetClock Begin() => _clock = new BudgetClock(time, _began, budget.Time);

    public void End(Leaderboard leaderboard)
    {
        _leaderboards.Add(leaderboard);
        _began = time.GetTimestamp();
    }

    /// <summary>Progress of what is around the searches.</summary>
    public void Report(TrainingProgress value) =>
        progress?.Report(new SearchProgress(SearchStage.Around, Math.Min(Search, searches), searches) { Training = value });

    /// <summary>Progress inside a training of a recipe.</summary>
    /// <inheritdoc cref="Report(SearchStage, TrialRecipe, int, int, TrainingProgress?, Leaderboard?)"/>
    public IProgress<TrainingProgress> At(SearchStage stage, TrialRecipe recipe, int number, int fold) => new Inside(this, stage, recipe, number, fold);

    /// <param name="stage">Searching or refitting.</param>
    /// <param name="recipe">What is trained.</param>
    /// <param name="number">Of the trial or member, from 1.</param>
    /// <param name="fold">Of the trial, from 1; or how many members there are.</param>
    /// <param name="training">Inside it, or null.</param>
    /// <param name="leaderboard">Where a fold has ended; else null.</param>
    public void Report(SearchStage stage, TrialRecipe recipe, int number, int fold, TrainingProgress? training, Leaderboard? leaderboard) =>
        progress?.Report(new SearchProgress(stage, Search, searches)
        {
            Elapsed = TimeSpan.FromSeconds(_clock?.Elapsed ?? 0),
            Budget = budget.Time,
            Recipe = recipe.ToString(),
            Number = number,
            Fold = fold,
            Training = training,
            Leaderboard = leaderboard,
        });

    private sealed class Inside(SearchJournal journal, SearchStage stage, TrialRecipe recipe, int number, int fold) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => journal.Report(stage, recipe, number, fold, value, null);
    }
}
