namespace CovidClassifier.Search;

/// <summary>
/// Successive halving over folds, one job at a time (Li et al., "A system for massively parallel hyperparameter tuning", MLSys 2020): a trial that is in the
/// better half of those that came as far as it goes on to twice as many folds; where none may, a new one begins. The first trial, the recipe with every
/// default, is never stopped. A pure function of what is known.
/// </summary>
/// <param name="folds">Folds of a complete trial.</param>
/// <param name="merit">How good a trial is on its first folds.</param>
internal sealed class HalvingSchedule(int folds, Func<Trial, int, TrialMerit> merit)
{
    private readonly int[] _rungs = [.. Rungs(folds)];

    /// <summary>The trial whose next fold is due; null: a new trial should begin.</summary>
    /// <param name="trials">In the order of their beginning.</param>
    /// <param name="canRun">Whether a trial's next fold may run at all.</param>
    public Trial? Next(IReadOnlyList<Trial> trials, Func<Trial, bool> canRun)
    {
        if (trials.FirstOrDefault() is { } first && IsOpen(first) && canRun(first))
        {
            return first;
        }

        // a trial between two rungs first, then the highest rung
        return trials.FirstOrDefault(t => IsOpen(t) && !_rungs.Contains(t.Folds.Count) && canRun(t))
            ?? Enumerable.Reverse(_rungs[..^1]).SelectMany(rung => Promoted(trials, rung)).FirstOrDefault(canRun);
    }

    private IEnumerable<Trial> Promoted(IReadOnlyList<Trial> trials, int rung)
    {
        Trial[] arrived = [.. trials.Where(t => t.Folds.Count >= rung).OrderByDescending(t => merit(t, rung)).ThenBy(t => t.Number)];
        return arrived.Take(arrived.Length / 2).Where(t => t.Folds.Count == rung && IsOpen(t));
    }

    private bool IsOpen(Trial trial) => trial.Dropped is null && trial.Folds.Count < folds;

    private static IEnumerable<int> Rungs(int folds)
    {
        for (int rung = 1; rung < folds; rung *= 2)
        {
            yield return rung;
        }

        yield return folds;
    }
}
