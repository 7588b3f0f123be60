using System.Globalization;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Search;

/// <summary>One search: trials on inner folds until the budget, less what the final training will take, is spent; then the final training.</summary>
internal sealed class RecipeSearch
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(300);

    private readonly SearchPlan _plan;
    private readonly SearchJournal _journal;
    private readonly LearnerSetup _setup;
    private readonly TrialBench _bench;
    private readonly LearnerTask _task;
    private readonly BudgetClock _clock;
    private readonly BudgetPlan _budget;
    private readonly InnerFolds _folds;
    private readonly TrialRun _run;
    private readonly FinalTraining _final;
    private readonly BestSoFar _best;

    public RecipeSearch(SearchPlan plan, SearchJournal journal, LearnerSetup setup, TrialBench bench, LearnerTask task)
    {
        _plan = plan;
        _journal = journal;
        _setup = setup;
        _bench = bench;
        _task = task;
        _clock = journal.Begin();
        var images = InnerImages.Deal(task, plan.Options.Folds, plan.BySource);
        _folds = new InnerFolds(
            LabelledImages.Of(setup.Images.Dataset.ClassNames, plan.PositiveLabel, images.Outside.SelectMany(part => part.Images)),
            [.. images.Outside.Select(part => part.Count)],
            plan.Options.Metric,
            (long)setup.Seed.Value);
        _budget = new BudgetPlan(_clock, images.Outside.Count);
        _run = new TrialRun(bench, images, task, _budget, _clock, journal);
        _final = new FinalTraining(bench, task, _folds, plan.Options.Ensemble, _budget, journal);
        _best = new BestSoFar(_folds, new FoldModels((trial, fold, token) => _run.Repeat(trial, fold, token)), task.Training, journal.Best);
    }

    public LearnedNetwork Run(CancellationToken cancellationToken)
    {
        using var book = new TrialBook(OpenLog(), _clock, _folds, cancellationToken);
        _best.Restore(book.Trials, cancellationToken);
        _budget.Final = _final.Members(book);
        Search(book, cancellationToken);
        (LearnedNetwork learned, IReadOnlyList<Trial> members) =
            book.HasScores ? _final.Execute(book, cancellationToken)
            : NothingWorks(book) ? throw NothingFound(book.Trials)
            : _final.Hurry(_plan.Networks, book, cancellationToken);
        _journal.End(Board(book, members));
        return learned;
    }

    /// <summary>Tries recipes beside other processes that do the same in the same folder, and makes no model.</summary>
    /// <returns>How many folds this process has trained and scored.</returns>
    public int Share(CancellationToken cancellationToken)
    {
        using var book = new TrialBook(TrialStore.Join(Folder!, Fingerprint(), _plan.Networks), _clock, _folds, cancellationToken);
        _budget.Final = _final.Members(book);
        int scored = Search(book, cancellationToken);
        if (NothingWorks(book) && !book.HasOthers)
        {
            throw NothingFound(book.Trials);
        }

        _journal.End(Board(book, []));
        return scored;
    }

    /// <returns>How many folds were trained and scored.</returns>
    private int Search(TrialBook book, CancellationToken cancellationToken)
    {
        int scored = 0;
        var schedule = new HalvingSchedule(_folds.Count, (trial, folds) => _folds.Merit(trial, folds));
        var space = new SearchSpace(_plan.Networks, _setup.Seed.For("space"), _plan.BySource);
        var passed = new List<TrialRecipe>();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Trial? next = book.Take(
                () => schedule.Next(book.Trials, t => !book.IsTaken(t) && _budget.Fits(t, book.Trials)) ?? Begin(book, space, passed), cancellationToken);
            if (next is null)
            {
                if (!book.HasOthers || !_budget.HasRoom(book.Trials))
                {
                    return scored;
                }

                // what the others find may let a trial go on
                cancellationToken.WaitHandle.WaitOne(s_look);
                continue;
            }

            int fold = next.Folds.Count + 1;
            using LearnedNetwork? learned = _run.Execute(next, book, cancellationToken);
            if (learned is not null)
            {
                scored++;
                _budget.Final = _final.Members(book);
                _best.Consider(next, book.Trials, new FoldModel(learned.Network, learned.Images!), cancellationToken);
            }

            _journal.Report(SearchStage.Searching, next.Recipe, next.Number, fold, null, Board(book, []));
        }
    }

    /// <param name="book">The trials so far.</param>
    /// <param name="space">Proposes recipes.</param>
    /// <param name="passed">Recipes that there was no time for; may grow.</param>
    /// <returns>Null: nothing new is left, or no time for it.</returns>
    private Trial? Begin(TrialBook book, SearchSpace space, List<TrialRecipe> passed)
    {
        IReadOnlyList<Trial> trials = book.Trials;
        while (_plan.Budget.Trials is not { } limit || trials.Count < limit)
        {
            TrialRecipe[] best = [.. trials.Where(t => t.Folds.Count > 0 && t.Dropped is null)
                .OrderByDescending(t => t.Folds.Count).ThenByDescending(t => _folds.Merit(t, t.Folds.Count)).Select(t => t.Recipe).Take(3)];
            if (!_budget.HasRoom(trials) || space.Next([.. trials.Select(t => t.Recipe), .. passed], best) is not { } recipe)
            {
                return null;
            }

            if (_budget.Fits(new Trial(trials.Count + 1, recipe), trials))
            {
                return book.Begin(recipe);
            }

            passed.Add(recipe);
        }

        return null;
    }

    private string? Folder => _plan.Options.StateFolder is not { } folder || _journal.Searches == 1
        ? _plan.Options.StateFolder
        : Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"search-{_journal.Search}"));

    private TrialStore? OpenLog() => Folder is { } folder ? TrialStore.Open(folder, Fingerprint(), _plan.Networks, _plan.Options.Resume) : null;

    private Fingerprint Fingerprint()
    {
        var choices = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["seed"] = Text(_setup.Seed.Value),
            ["task"] = Text(_task.Seed.Value),
            ["metric"] = _plan.Options.Metric.Name,
            ["folds"] = _plan.BySource ? "one source each" : Text(_plan.Options.Folds),
            ["positiveLabel"] = _plan.PositiveLabel ?? "",
            ["classNames"] = string.Join('\n', _setup.Images.Dataset.ClassNames),
            ["batchSize"] = Text(_setup.Options.BatchSize),
            ["threads"] = Text(_setup.Options.Threads),
        };
        return Foundation.Fingerprint.Of($"{_setup.Options.Provider}", choices, _plan.Networks.Select(_bench.Bytes), _setup.Images.Describe(_task.Training));
    }

    // a recipe that time ran out for, before its first fold or in it, may work
    private static bool NothingWorks(TrialBook book) => !book.HasScores && book.Trials.Any(t => t.Dropped is not null and not TrialRun.TooLong);

    private static TrainingException NothingFound(IReadOnlyList<Trial> trials)
    {
        IEnumerable<string> reasons = trials.Where(t => t.Dropped is not null).Select(t => $"{t.Recipe}: {t.Dropped}").Take(3);
        return new TrainingException($"The search found no recipe that works: {string.Join(" ", reasons)}");
    }

    private Leaderboard Board(TrialBook book, IReadOnlyList<Trial> members) =>
        Leaderboard.Of(_plan.Options.Metric, _folds, book.Trials, members, _plan.BySource);

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
