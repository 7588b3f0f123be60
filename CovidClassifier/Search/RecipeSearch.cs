using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;
using CovidClassifier.Learning;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Search;

/// <summary>One search: trials on inner folds until the budget, less what the final training will take, is spent; then the final training.</summary>
internal sealed class RecipeSearch
{
    private const string TooLong = "It would have taken more than its share of the budget.";

    private readonly SearchPlan _plan;
    private readonly SearchJournal _journal;
    private readonly LearnerSetup _setup;
    private readonly TrialBench _bench;
    private readonly LearnerTask _task;
    private readonly BudgetClock _clock;
    private readonly InnerFolds _folds;
    private readonly XRayDataset[] _inside;
    private readonly XRayDataset[] _outside;
    private readonly List<Trial> _trials = [];
    private readonly List<TrialRecipe> _passed = [];
    private readonly BudgetPlan _timing;
    private readonly BestSoFar _best;

    public RecipeSearch(SearchPlan plan, SearchJournal journal, LearnerSetup setup, TrialBench bench, LearnerTask task)
    {
        _plan = plan;
        _journal = journal;
        _setup = setup;
        _bench = bench;
        _task = task;
        _clock = journal.Begin();
        XRayDataset all = task.Training;
        int count = plan.Options.Folds;
        IReadOnlyList<int> assigned = all.Folds(count, FoldGrouping.Patient, (long)task.Seed.For("inner folds").Value);
        int[] images = [.. Enumerable.Range(0, all.Count)];
        _inside = [.. Enumerable.Range(0, count).Select(f => all.Subset($"inner fold {f + 1} training", images.Where(i => assigned[i] != f)))];
        _outside = [.. Enumerable.Range(0, count).Select(f => all.Subset($"inner fold {f + 1}", images.Where(i => assigned[i] == f)))];
        _folds = new InnerFolds(
            LabelledImages.Of(setup.Images.Dataset.ClassNames, plan.PositiveLabel, _outside.SelectMany(part => part.Images)),
            [.. _outside.Select(part => part.Count)],
            plan.Options.Metric,
            (long)setup.Seed.Value);
        _timing = new BudgetPlan(_clock, count);
        _best = new BestSoFar(_folds, journal.Keep);
    }

    public LearnedNetwork Run(CancellationToken cancellationToken)
    {
        using TrialLog? log = OpenLog();
        _timing.Final = Final();
        RunTrials(log, cancellationToken);
        if (_trials.All(t => t.Folds.Count == 0))
        {
            throw new TrainingException(_trials.Count == 0 || _trials.All(t => t.Dropped == TooLong)
                ? $"The budget ({Text(_clock.Limit ?? 0)} s) is too short to try one recipe on one fold of {_task.Training.Count} images; give more."
                : $"The search found no recipe that works: {string.Join(" ", _trials.Select(t => $"{t.Recipe}: {t.Dropped}").Take(3))}");
        }

        LearnedNetwork learned = Refit(cancellationToken, out IReadOnlyList<Trial> members);
        _journal.End(Board(members));
        return learned;
    }

    private void RunTrials(TrialLog? log, CancellationToken cancellationToken)
    {
        var schedule = new HalvingSchedule(_folds.Count, (trial, folds) => _folds.Merit(trial, folds));
        var space = new SearchSpace([.. _plan.Networks.Select(n => n.Name)], _setup.Seed.For("space"));
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Trial? next = schedule.Next(_trials, t => _timing.Fits(t, _trials)) ?? Begin(space);
            if (next is null)
            {
                return;
            }

            RunFold(next, log, cancellationToken);
        }
    }

    private Trial? Begin(SearchSpace space)
    {
        while (_plan.Budget.Trials is not { } limit || _trials.Count < limit)
        {
            TrialRecipe[] best = [.. _trials.Where(t => t.Folds.Count > 0 && t.Dropped is null)
                .OrderByDescending(t => t.Folds.Count).ThenByDescending(t => _folds.Merit(t, t.Folds.Count)).Select(t => t.Recipe).Take(3)];
            if (!_timing.HasRoom(_trials) || space.Next([.. _trials.Select(t => t.Recipe), .. _passed], best) is not { } recipe)
            {
                return null;
            }

            var trial = new Trial(_trials.Count + 1, recipe);
            if (_timing.Fits(trial, _trials))
            {
                _trials.Add(trial);
                return trial;
            }

            _passed.Add(recipe);
        }

        return null;
    }

    private void RunFold(Trial trial, TrialLog? log, CancellationToken cancellationToken)
    {
        int fold = trial.Folds.Count;
        double began = _clock.Elapsed;
        double expectedShare = trial.Recipe.Mode == LearningMode.Scratch ? 0.5 : 1;
        using var guard = new TrialGuard(_clock, _timing.Allowance(trial, _trials), expectedShare, Relay(SearchStage.Searching, trial.Recipe, trial.Number, fold + 1), cancellationToken);
        try
        {
            Seed seed = _task.Seed.For("trial").For(fold);
            LearnedNetwork learned = _bench.Train(trial.Recipe, _inside[fold], Nothing(), seed, guard, guard.Token);
            IReadOnlyList<float[]> logits = learned.Logits(learned.Images!, _outside[fold], guard.Token);
            trial.Add(new FoldScore(logits, _clock.Elapsed - began, guard.Preparing));
            _timing.Final = Final();
            log?.Add(TrialLogEntry.Of(trial, _clock.Elapsed) with { Logits = logits, Seconds = trial.Folds[^1].Seconds, Preparing = guard.Preparing });
            _best.Consider(trial, _trials, learned.Network, learned.Images!.Hashes(_task.Training));
        }
        catch (OperationCanceledException) when (guard.TooLong is not null && !cancellationToken.IsCancellationRequested)
        {
            trial.TooLong = guard.TooLong.Value;
            Drop(trial, TooLong, log);
        }
        catch (Exception e) when (e is NetworkException or TrainingException or WeightsException or ArgumentException)
        {
            Drop(trial, e.Message, log);
        }

        _journal.Report(SearchStage.Searching, trial.Recipe.ToString(), trial.Number, fold + 1, null, Board([]));
    }

    private void Drop(Trial trial, string reason, TrialLog? log)
    {
        trial.Dropped = reason;
        log?.Add(TrialLogEntry.Of(trial, _clock.Elapsed) with { Dropped = reason, Seconds = trial.TooLong });
    }

    private LearnedNetwork Refit(CancellationToken cancellationToken, out IReadOnlyList<Trial> members)
    {
        IReadOnlyList<Trial> wanted = Final(_timing.CanRefit);
        var trained = new List<Trial>();
        var networks = new List<LearnedNetwork>();
        foreach (Trial member in wanted)
        {
            if (trained.Count > 0 && !_timing.CanRefit([member]))
            {
                continue;
            }

            int earlier = trained.Count(t => t == member);
            Seed seed = earlier == 0 ? _task.Seed : _task.Seed.For("member").For(earlier);
            networks.Add(_bench.Train(
                member.Recipe, _task.Training, _task.Validation, seed, Relay(SearchStage.Refitting, member.Recipe, trained.Count + 1, wanted.Count), cancellationToken));
            trained.Add(member);
        }

        members = trained;
        string search = $"Found by a search of {_trials.Count} recipe{(_trials.Count == 1 ? "" : "s")}";
        string note = trained.Count == 1
            ? $"{search}: {trained[0].Recipe}."
            : $"{search}; the probabilities are the mean of {trained.Count} models: {string.Join("; ", trained.Select(t => t.Recipe))}.";
        NetworkGraph mean = MeanOfNetworks.Of([.. networks.Select(n => n.Network)]);
        return networks[0] with
        {
            Network = mean with { Notes = [note, .. mean.Notes] },
            Members = networks.Count,
            KnownLogits = networks.Count == 1 ? networks[0].KnownLogits : null,
        };
    }

    /// <summary>What the final model is made of, the winner first; nothing before the first fold.</summary>
    /// <param name="canTrain">Leaves out what there is no time for; null: does not look at the time.</param>
    private IReadOnlyList<Trial> Final(Func<IReadOnlyList<Trial>, bool>? canTrain = null)
    {
        if (_trials.All(t => t.Folds.Count == 0))
        {
            return [];
        }

        Trial winner = Selection.Winner(_trials, _folds);
        int size = _bench.InputSize(winner.Recipe);
        Trial[] fitting = [.. Selection.Furthest(_trials).Where(t => _bench.InputSize(t.Recipe) == size)];
        return Selection.Ensemble(winner, fitting, _folds, _plan.Options.Ensemble, canTrain);
    }

    private TrialLog? OpenLog()
    {
        if (_plan.Options.StateFolder is not { } folder)
        {
            return null;
        }

        string own = _journal.Searches == 1 ? folder : Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"search-{_journal.Search}"));
        TrialLog log = TrialLog.Open(own, Fingerprint(), _plan.Options.Resume);
        foreach (TrialLogEntry entry in log.Entries)
        {
            while (_trials.Count < entry.Trial)
            {
                _trials.Add(new Trial(_trials.Count + 1, entry.Recipe()));
            }

            Trial trial = _trials[entry.Trial - 1];
            if (entry.Logits is { } logits)
            {
                trial.Add(new FoldScore(logits, entry.Seconds, entry.Preparing));
            }
            else
            {
                (trial.Dropped, trial.TooLong) = (entry.Dropped, entry.Seconds);
            }
        }

        _clock.Resume(log.Entries.Count > 0 ? log.Entries[^1].Elapsed : 0);
        return log;
    }

    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        SearchOptions options = _plan.Options;
        string[] parts =
        [
            typeof(RecipeSearch).Assembly.GetName().Version!.ToString(), Text(_task.Seed.Value), Text(_setup.Seed.Value), options.Metric.Name, Text(options.Folds), _plan.PositiveLabel ?? "",
            Text(_setup.Options.BatchSize), Text(_setup.Options.Threads), string.Join(' ', _setup.Images.Dataset.ClassNames), _bench.Fingerprint(),
            .. _setup.Images.Hashes(_task.Training), .. _task.Training.Images.Select(i => $"{i.Label} {i.PatientId}"),
        ];
        foreach (string part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part + "\n"));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private Leaderboard Board(IReadOnlyList<Trial> members) => Leaderboard.Of(_plan.Options.Metric, _folds, _trials, members);

    private XRayDataset Nothing() => _task.Training.Subset("none", []);

    private ToJournal Relay(SearchStage stage, TrialRecipe recipe, int number, int fold) => new(_journal, stage, recipe.ToString(), number, fold);

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private sealed class ToJournal(SearchJournal journal, SearchStage stage, string recipe, int number, int fold) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => journal.Report(stage, recipe, number, fold, value, null);
    }
}
