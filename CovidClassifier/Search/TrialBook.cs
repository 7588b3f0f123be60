using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Search;

/// <summary>The trials of a search and what became of them; written down in a log, where one is kept, as it happens. Owns the log.</summary>
internal sealed class TrialBook : IDisposable
{
    private readonly List<Trial> _trials = [];
    private readonly TrialLog? _log;
    private readonly BudgetClock _clock;

    /// <param name="log">What an earlier run has left in it is taken up; null: nothing is kept.</param>
    /// <param name="clock">Goes on from where that run ended.</param>
    /// <param name="folds">Of the search.</param>
    /// <exception cref="TrainingException">What the log says does not fit the search.</exception>
    public TrialBook(TrialLog? log, BudgetClock clock, InnerFolds folds)
    {
        _log = log;
        _clock = clock;
        foreach (TrialLogEntry entry in log?.Entries ?? [])
        {
            if (!IsNext(entry, folds))
            {
                log!.Dispose();
                throw new TrainingException(
                    $"The log of the search has a line of trial {entry.Trial} that does not fit what stands before it or the images of the folds. " +
                        $"Give an empty folder to begin anew.");
            }

            TakeUp(entry);
        }

        clock.Resume(log?.Entries is [.., var last] ? last.Elapsed : 0);
    }

    /// <summary>In the order of their beginning.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>Whether any has been scored on a fold.</summary>
    public bool HasScores => _trials.Exists(t => t.Folds.Count > 0);

    public Trial Begin(TrialRecipe recipe)
    {
        var trial = new Trial(_trials.Count + 1, recipe);
        _trials.Add(trial);
        return trial;
    }

    /// <summary>A trial has been scored on its next fold.</summary>
    public void Add(Trial trial, FoldScore fold)
    {
        trial.Add(fold);
        _log?.Add(new TrialLogEntry(trial.Number, trial.Recipe, _clock.Elapsed) { Logits = fold.Logits, Seconds = fold.Seconds, Preparing = fold.Preparing });
    }

    /// <summary>A trial is given up.</summary>
    /// <param name="trial">Which.</param>
    /// <param name="reason">A sentence.</param>
    /// <param name="tooLong">Seconds that its fold would have taken; NaN where it was not too slow.</param>
    public void Drop(Trial trial, string reason, double tooLong = double.NaN)
    {
        (trial.Dropped, trial.TooLong) = (reason, tooLong);
        _log?.Add(new TrialLogEntry(trial.Number, trial.Recipe, _clock.Elapsed) { Dropped = reason, Seconds = tooLong });
    }

    public void Dispose() => _log?.Dispose();

    // trials begin one after the other, and each goes on with its next fold until it is dropped
    private bool IsNext(TrialLogEntry entry, InnerFolds folds)
    {
        if (entry.Trial < 1 || entry.Trial > _trials.Count + 1)
        {
            return false;
        }

        Trial? trial = entry.Trial <= _trials.Count ? _trials[entry.Trial - 1] : null;
        return (trial is null || (trial.Dropped is null && trial.Recipe.Equals(entry.Recipe)))
            && (entry.Logits is { } logits ? folds.Fits(trial?.Folds.Count ?? 0, logits) : entry.Dropped is not null);
    }

    private void TakeUp(TrialLogEntry entry)
    {
        Trial trial = entry.Trial > _trials.Count ? Begin(entry.Recipe) : _trials[entry.Trial - 1];
        if (entry.Logits is { } logits)
        {
            trial.Add(new FoldScore(logits, entry.Seconds, entry.Preparing));
        }
        else
        {
            (trial.Dropped, trial.TooLong) = (entry.Dropped, entry.Seconds);
        }
    }
}
