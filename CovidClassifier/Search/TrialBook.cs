using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Search;

/// <summary>
/// The trials of a search and what became of them; written down, where they are kept, as it happens. Where several processes share the search, those of the
/// others come in whenever this one takes a trial or ends a fold. Owns the store.
/// </summary>
internal sealed class TrialBook : IDisposable
{
    private readonly List<Trial> _trials = [];
    private readonly TrialStore? _store;
    private readonly BudgetClock _clock;
    private readonly InnerFolds _folds;
    private double _elapsed;

    /// <param name="store">What an earlier run has left in it is taken up; null: nothing is kept.</param>
    /// <param name="clock">Goes on from where that run ended.</param>
    /// <param name="folds">Of the search.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <exception cref="TrainingException">What the log says does not fit the search.</exception>
    public TrialBook(TrialStore? store, BudgetClock clock, InnerFolds folds, CancellationToken cancellationToken)
    {
        _store = store;
        _clock = clock;
        _folds = folds;
        try
        {
            store?.Begin(TakeUp, cancellationToken).Dispose();
        }
        catch
        {
            store!.Dispose();
            throw;
        }

        clock.Resume(_elapsed);
    }

    /// <summary>In the order of their beginning.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>Whether any has been scored on a fold.</summary>
    public bool HasScores => _trials.Exists(t => t.Folds.Count > 0);

    /// <summary>Whether another process is at work on a trial.</summary>
    public bool HasOthers => _trials.Exists(IsTaken);

    /// <summary>Whether another process is at work on the trial.</summary>
    public bool IsTaken(Trial trial) => _store?.IsTaken(trial) ?? false;

    /// <summary>Takes the trial whose next fold this process will train, so that no other one does.</summary>
    /// <param name="choose">Chooses it, or begins it; null: none.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    public Trial? Take(Func<Trial?> choose, CancellationToken cancellationToken)
    {
        using TrialStore.Turn? turn = _store?.Begin(TakeUp, cancellationToken);
        Trial? taken = choose();
        if (taken is not null && (taken.Worker = _store?.Worker) is { } worker)
        {
            turn!.Value.Add(Entry(taken) with { Worker = worker });
        }

        return taken;
    }

    public Trial Begin(TrialRecipe recipe)
    {
        var trial = new Trial(_trials.Count + 1, recipe);
        _trials.Add(trial);
        return trial;
    }

    /// <summary>A trial has been scored on its next fold.</summary>
    public void Add(Trial trial, FoldScore fold) => Write(
        trial, () => trial.Add(fold), Entry(trial) with { Logits = fold.Logits, Seconds = fold.Seconds, Preparing = fold.Preparing });

    /// <summary>A trial is given up.</summary>
    /// <param name="trial">Which.</param>
    /// <param name="reason">A sentence.</param>
    /// <param name="tooLong">Seconds that its fold would have taken; NaN where it was not too slow.</param>
    public void Drop(Trial trial, string reason, double tooLong = double.NaN) => Write(
        trial, () => (trial.Dropped, trial.TooLong) = (reason, tooLong), Entry(trial) with { Dropped = reason, Seconds = tooLong });

    public void Dispose() => _store?.Dispose();

    private void Write(Trial trial, Action change, TrialLogEntry entry)
    {
        using TrialStore.Turn? turn = _store?.Begin(TakeUp, CancellationToken.None);

        // taken from this process where another one held it for dead: what it found is the same, and stands or will stand there
        if (trial.Worker == _store?.Worker)
        {
            change();
            trial.Worker = null;
            turn?.Add(entry);
        }
    }

    private TrialLogEntry Entry(Trial trial) => new(trial.Number, trial.Recipe, _clock.Elapsed);

    private void TakeUp(TrialLogEntry entry)
    {
        if (!IsNext(entry))
        {
            throw new TrainingException(
                $"The log of the search has a line of trial {entry.Trial} that does not fit what stands before it or the images of the folds. " +
                    $"Give an empty folder to begin anew.");
        }

        _elapsed = entry.Elapsed;
        Trial trial = entry.Trial > _trials.Count ? Begin(entry.Recipe) : _trials[entry.Trial - 1];
        trial.Worker = entry.Worker;
        if (entry.Logits is { } logits)
        {
            trial.Add(new FoldScore(logits, entry.Seconds, entry.Preparing));
        }
        else if (entry.Dropped is not null)
        {
            (trial.Dropped, trial.TooLong) = (entry.Dropped, entry.Seconds);
        }
    }

    // trials begin one after the other, and each goes on with its next fold until it is dropped
    private bool IsNext(TrialLogEntry entry)
    {
        if (entry.Trial < 1 || entry.Trial > _trials.Count + 1)
        {
            return false;
        }

        Trial? trial = entry.Trial <= _trials.Count ? _trials[entry.Trial - 1] : null;
        bool isOpen = trial is null || (trial.Dropped is null && trial.Recipe.Equals(entry.Recipe));
        int folds = trial?.Folds.Count ?? 0;
        return isOpen && (entry.Worker is { } worker ? entry.Logits is null && entry.Dropped is null && folds < _folds.Count && SearchWorker.IsName(worker)
            : entry.Logits is { } logits ? _folds.Fits(folds, logits)
            : entry.Dropped is not null);
    }
}
