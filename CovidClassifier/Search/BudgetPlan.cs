namespace CovidClassifier.Search;

/// <summary>
/// How a search's time is shared out: what the final training will take is set aside, and what is left goes to trials, none of which may take it all.
/// </summary>
/// <param name="clock">The budget.</param>
/// <param name="folds">Folds of a complete trial.</param>
internal sealed class BudgetPlan(BudgetClock clock, int folds)
{
    /// <summary>Writing the card and scoring the held-out images.</summary>
    private const double Around = 5;

    /// <summary>What the final training may take of the budget beyond its first model.</summary>
    private const double EnsembleShare = 0.45;

    /// <summary>Less than this is no room for a trial.</summary>
    private const double Least = 3;

    /// <summary>What would be trained for good if the search ended now, in order; a trial may stand in it several times. Empty before the first fold.</summary>
    public IReadOnlyList<Trial> Final { get; set; } = [];

    /// <summary>The final training has so many images more than a fold's.</summary>
    private double Growth => (double)folds / (folds - 1);

    /// <summary>Whether a trial's next fold can be expected to end within its allowance.</summary>
    public bool Fits(Trial trial, IReadOnlyList<Trial> trials) => clock.Limit is null || !(Estimate(trial, trials) > Allowance(trial, trials));

    /// <summary>Whether there is time for any other trial.</summary>
    public bool HasRoom(IReadOnlyList<Trial> trials) => clock.Limit is null || Room(trials, next: null) >= Least;

    /// <summary>Seconds that a trial's next fold may take.</summary>
    public double Allowance(Trial trial, IReadOnlyList<Trial> trials)
    {
        if (clock.Limit is null)
        {
            return double.PositiveInfinity;
        }

        // where nothing is known yet, the same trial must still be trained for good after this fold
        double first = trials.Count > 0 && trials[0].Folds.Count > 0 ? trials[0].SecondsPerFold : 0;
        double room = Room(trials, trial);
        return trials.All(t => t.Folds.Count == 0) ? (clock.Left - Around) / (1 + Growth)
            : trial.Folds.Count > 0 ? room
            : Math.Min(room, Math.Max(room / 3, 2 * first));
    }

    /// <summary>Whether the final training of these trials, one after the other, can be expected to end in time.</summary>
    public bool CanRefit(IReadOnlyList<Trial> trials) => clock.Limit is null || trials.Sum(Refit) <= clock.Left - Around;

    private double Room(IReadOnlyList<Trial> trials, Trial? next) => clock.Left - Around - Reserve(trials, next);

    /// <summary>Seconds for the final training. The trial that is to run next may come to stand in it, in the place of the cheapest.</summary>
    private double Reserve(IReadOnlyList<Trial> trials, Trial? next)
    {
        if (Final.Count == 0)
        {
            return 0;
        }

        double[] costs = [.. Final.Select(Refit)];
        double all = costs.Sum();
        if (next is not null && !Final.Contains(next) && Estimate(next, trials) * Growth is var joined && joined > costs.Min())
        {
            all += joined - costs.Min();
        }

        // of the trials that came furthest, the dearest may win
        int depth = trials.Max(t => t.Folds.Count);
        double one = trials.Where(t => t.Folds.Count == depth).Max(Refit);
        return Math.Max(one, Math.Min(all, EnsembleShare * clock.Limit!.Value));
    }

    private double Refit(Trial trial) => trial.SecondsPerFold * Growth;

    /// <summary>From the trial's own folds, else from those of trials that cost alike; NaN where nothing is known.</summary>
    private static double Estimate(Trial trial, IReadOnlyList<Trial> trials)
    {
        if (trial.Folds.Count > 0)
        {
            return trial.SecondsPerFold;
        }

        double[] alike =
        [
            .. trials.Where(t => t.Recipe.CostKind == trial.Recipe.CostKind)
                .Select(t => (t.Folds.Count > 0 ? t.SecondsPerFold : t.TooLong) / CostFactor(t))
                .Where(seconds => !double.IsNaN(seconds)),
        ];
        return alike.Length == 0 ? double.NaN : alike.Average() * CostFactor(trial);
    }

    private static double CostFactor(Trial trial) => trial.Recipe.Family.CostFactor(trial.Recipe);
}
