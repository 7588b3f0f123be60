using CovidClassifier.Learning;

namespace CovidClassifier.Search;

/// <summary>Runs a trial's next fold within its share of the budget: trains on the other folds, scores this one, and notes what came of it.</summary>
/// <param name="bench">Trains.</param>
/// <param name="images">The folds.</param>
/// <param name="task">All images of the search, and its seed.</param>
/// <param name="budget">Says how long a fold may take.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="journal">Told of each step.</param>
internal sealed class TrialRun(TrialBench bench, InnerImages images, LearnerTask task, BudgetPlan budget, BudgetClock clock, SearchJournal journal)
{
    /// <summary>Why a trial is given up whose fold does not end in time.</summary>
    public const string TooLong = "It would have taken more than its share of the budget.";

    /// <returns>The fold's model; null where the trial was given up.</returns>
    public LearnedNetwork? Execute(Trial trial, TrialBook book, CancellationToken cancellationToken)
    {
        int fold = trial.Folds.Count;
        double began = clock.Elapsed;
        IProgress<TrainingProgress> relay = journal.At(SearchStage.Searching, trial.Recipe, trial.Number, fold + 1);
        using var guard = new TrialGuard(clock, budget.Allowance(trial, book.Trials), trial.Recipe.Family.ExpectedShare, relay, cancellationToken);
        try
        {
            LearnedNetwork learned = Train(trial, fold, guard, guard.Token);
            book.Add(trial, new FoldScore(Logits(learned, images.Outside[fold], guard.Token), clock.Elapsed - began, guard.Preparing));
            return learned;
        }
        catch (OperationCanceledException) when (guard.TooLong is not null && !cancellationToken.IsCancellationRequested)
        {
            book.Drop(trial, TooLong, guard.TooLong.Value);
        }
        catch (Exception e) when (e is NetworkException or TrainingException or WeightsException or ArgumentException)
        {
            book.Drop(trial, e.Message);
        }

        return null;
    }

    /// <summary>Trains a fold again that an earlier run has trained.</summary>
    /// <param name="trial">Has been scored on the fold.</param>
    /// <param name="fold">From 0.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>The very same model.</returns>
    public FoldModel Repeat(Trial trial, int fold, CancellationToken cancellationToken)
    {
        using LearnedNetwork learned = Train(trial, fold, journal, cancellationToken);
        return new FoldModel(learned.Network, learned.Images!);
    }

    private LearnedNetwork Train(Trial trial, int fold, IProgress<TrainingProgress> progress, CancellationToken cancellationToken) =>
        bench.Train(trial.Recipe, images.Inside[fold], task.Training.Subset("none", []), task.Seed.For("trial").For(fold), progress, cancellationToken);

    private static IReadOnlyList<float[]> Logits(LearnedNetwork learned, XRayDataset outside, CancellationToken cancellationToken)
    {
        try
        {
            return learned.Logits(learned.Images!, outside, cancellationToken);
        }
        catch
        {
            learned.Dispose();
            throw;
        }
    }
}
