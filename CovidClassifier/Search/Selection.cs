namespace CovidClassifier.Search;

/// <summary>Which trials a search ends with.</summary>
internal static class Selection
{
    /// <summary>
    /// Among the trials that came furthest, the simplest that is within one standard error of the best (Breiman et al., "Classification and Regression Trees",
    /// 1984, section 3.4.3): a lead that chance explains is not worth a more complicated recipe.
    /// </summary>
    /// <exception cref="InvalidOperationException">No trial has a fold.</exception>
    public static Trial Winner(IReadOnlyList<Trial> trials, InnerFolds folds)
    {
        Trial[] furthest = Furthest(trials);
        int depth = furthest[0].Folds.Count;
        Trial best = furthest.OrderByDescending(t => folds.Merit(t, depth)).ThenBy(t => t.Number).First();
        double[][] bestRows = folds.Probabilities(best.Folds);
        return furthest.Where(t => t.Recipe.Complexity < best.Recipe.Complexity)
            .OrderBy(t => t.Recipe.Complexity)
            .ThenByDescending(t => folds.Merit(t, depth))
            .ThenBy(t => t.Number)
            .FirstOrDefault(t => folds.StandardErrorsBelow(folds.Probabilities(t.Folds), bestRows) <= 1) ?? best;
    }

    /// <summary>
    /// An ensemble that begins with the winner and takes, one after the other, the trial that lowers the log loss of the mean probabilities most (Caruana et
    /// al., "Ensemble selection from libraries of models", ICML 2004, with replacement: a trial that is taken twice is trained from two seeds, unless the seed
    /// plays next to no part in it, as in a head). Only trials as far as the winner can be taken. It ends early where no other trial lowers the loss and none
    /// can be taken again.
    /// </summary>
    /// <param name="winner">The first member.</param>
    /// <param name="candidates">The winner among them.</param>
    /// <param name="folds">Measure them.</param>
    /// <param name="size">Members, the winner included.</param>
    /// <param name="canTrain">Whether there is time to train such members, the last of which is asked for; null: there is.</param>
    public static IReadOnlyList<Trial> Ensemble(
        Trial winner, IReadOnlyList<Trial> candidates, InnerFolds folds, int size, Func<IReadOnlyList<Trial>, bool>? canTrain = null)
    {
        var members = new List<Trial> { winner };
        double[][] sum = folds.Probabilities(winner.Folds);
        (Trial Trial, double[][] Rows)[] rows = [.. candidates.Where(t => t.Folds.Count == winner.Folds.Count).Select(t => (t, folds.Probabilities(t.Folds)))];
        double lowest = folds.Merit(sum).LogLoss;
        while (members.Count < size)
        {
            (Trial Trial, double[][] Sum, double LogLoss)[] next =
            [
                .. rows.Where(r => r.Trial.Recipe.Family.DependsOnSeed || !members.Contains(r.Trial))
                    .Where(r => canTrain is null || canTrain([.. members, r.Trial]))
                    .Select(r => (r.Trial, Sum: Add(sum, r.Rows)))
                    .Select(r => (r.Trial, r.Sum, folds.Merit(Scale(r.Sum, 1.0 / (members.Count + 1))).LogLoss))
                    .Where(r => members.Contains(r.Trial) || r.LogLoss < lowest),
            ];
            if (next.Length == 0)
            {
                break;
            }

            (Trial trial, sum, lowest) = next.MinBy(r => r.LogLoss);
            members.Add(trial);
        }

        return members;
    }

    /// <summary>The trials with the most folds.</summary>
    /// <exception cref="InvalidOperationException">No trial has a fold.</exception>
    public static Trial[] Furthest(IReadOnlyList<Trial> trials)
    {
        int depth = trials.Count == 0 ? 0 : trials.Max(t => t.Folds.Count);
        return depth == 0 ? throw new InvalidOperationException("No trial has been scored.") : [.. trials.Where(t => t.Folds.Count == depth)];
    }

    private static double[][] Add(double[][] first, double[][] second) => [.. first.Zip(second, (a, b) => a.Zip(b, (x, y) => x + y).ToArray())];

    private static double[][] Scale(double[][] rows, double factor) => [.. rows.Select(row => Array.ConvertAll(row, p => Math.Min(1, p * factor)))];
}
