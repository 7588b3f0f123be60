using CovidClassifier.Foundation;
using CovidClassifier.Search;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Tests.Search;

public sealed class SharedSearchTests
{
    private static readonly Network[] Networks = [Backbone.MobileNetV2];
    private static readonly Fingerprint ThisSearch = new("1.2.3+abc", "this search");
    private static readonly TrialRecipe Recipe = new(Networks[0], FineTunedFamily.Instance);
    private static readonly TrialRecipe Other = Recipe.With(FineTunedFamily.Epochs, 20);

    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Take_WhatALivingProcessHasTaken_IsSeenAndLeftToIt()
    {
        using TrialBook first = Join(), second = Join();
        first.Take(() => first.Begin(Recipe), default);
        Trial own = second.Take(
            () =>
            {
                Assert.That(second.Trials, Has.Count.EqualTo(1));
                Assert.That(second.IsTaken(second.Trials[0]), Is.True);
                return second.Begin(Other);
            },
            default)!;
        Assert.That(own.Number, Is.EqualTo(2));
        Assert.That(second.HasOthers, Is.True);
        Assert.That(second.IsTaken(own), Is.False);
    }

    [Test]
    public void Take_WhatADeadProcessHadTaken_IsFreeAgain()
    {
        using TrialBook living = Join();
        using (TrialBook dead = Join())
        {
            dead.Take(() => dead.Begin(Recipe), default);
        }

        Trial taken = living.Take(() => living.IsTaken(living.Trials[0]) ? null : living.Trials[0], default)!;
        living.Add(taken, SomeTrials.Fold(0, 1, 1));
        Assert.That(living.HasOthers, Is.False);
        using TrialBook again = Join();
        Assert.That(again.Trials.Single().Folds, Has.Count.EqualTo(1));
    }

    [Test]
    public void Add_AFoldThatWasTakenFromIt_IsNotCountedTwice()
    {
        using TrialBook first = Join(), second = Join();
        Trial slow = first.Take(() => first.Begin(Recipe), default)!;
        Trial same = second.Take(() => second.Trials[0], default)!;
        second.Add(same, SomeTrials.Fold(0, 1, 1));
        first.Add(slow, SomeTrials.Fold(0, 1, 1));
        using TrialBook again = Join();
        Assert.That(again.Trials.Single().Folds, Has.Count.EqualTo(1));
        Assert.That(first.Trials.Single().Folds, Has.Count.EqualTo(1), "the other's came in");
    }

    [Test]
    public void Open_ByOneProcessAlone_WaitsForTheOthersToEnd()
    {
        using (TrialBook worker = Join())
        {
            worker.Take(() => worker.Begin(Recipe), default);
            Assert.That(
                () => TrialStore.Open(_folder["state"], ThisSearch, Networks, resume: true),
                Throws.TypeOf<TrainingException>().With.Message.Contains("in use by 1 process that shares the search"));
        }

        using var alone = new TrialBook(TrialStore.Open(_folder["state"], ThisSearch, Networks, resume: true), Clock(), SomeTrials.InnerFolds(), default);
        Trial taken = alone.Take(() => alone.Trials[0], default)!;
        alone.Add(taken, SomeTrials.Fold(0, 1, 1));
        Assert.That(alone.Trials.Single().Folds, Has.Count.EqualTo(1), "what a dead process had taken is tried like any other");
        Assert.That(Directory.GetFileSystemEntries(_folder["state"]).Select(Path.GetFileName), Is.EqualTo(["trials.jsonl"]));
    }

    [Test]
    public void Take_AfterAnotherProcessWasKilledWhileItWrote_GoesOnBehindItsLastWholeLine()
    {
        using TrialBook living = Join();
        Trial own = living.Take(() => living.Begin(Recipe), default)!;
        File.AppendAllText(Log, "{\"Trial\":2,\"Rec");
        living.Add(own, SomeTrials.Fold(0, 1, 1));
        using TrialBook again = Join();
        Assert.That(again.Trials.Single().Folds, Has.Count.EqualTo(1));
    }

    [Test]
    public void Take_OfALogThatAnotherProgramHasCut_IsRefused()
    {
        using TrialBook living = Join();
        living.Take(() => living.Begin(Recipe), default);
        File.WriteAllText(Log, File.ReadLines(Log).First() + "\n");
        Assert.That(
            () => living.Take(() => null, default), Throws.TypeOf<TrainingException>().With.Message.Contains("is shorter than it was: another program"));
    }

    [Test]
    public void Living_AForeignFileAmongThem_IsLeftAlone()
    {
        Directory.CreateDirectory(_folder["state/workers"]);
        File.WriteAllText(_folder["state/workers/.nfs0001"], "");
        File.WriteAllText(_folder["state/workers/dead.lock"], "");
        Assert.That(SearchWorker.Living(_folder["state"]), Is.Zero);
        Assert.That(Directory.GetFiles(_folder["state/workers"]).Select(Path.GetFileName), Is.EqualTo([".nfs0001"]));
    }

    [Test]
    public void Dispose_AfterTheFolderIsGone_IsNoError()
    {
        SearchWorker worker = SearchWorker.Join(_folder["state"]);
        Directory.Delete(_folder["state"], recursive: true);
        Assert.That(worker.Dispose, Throws.Nothing);
    }

    [TestCase("../../elsewhere")]
    [TestCase("")]
    public void Open_AClaimUnderNoProcessesName_IsRefused(string name)
    {
        using (TrialLog log = TrialLog.Open(_folder["state"], ThisSearch, Networks, resume: false))
        {
            log.Add(new TrialLogEntry(1, Recipe, Elapsed: 0) { Worker = name });
        }

        Assert.That(Join, Throws.TypeOf<TrainingException>().With.Message.Contains("line of trial 1"));
        Assert.That(SearchWorker.Living(_folder["state"]), Is.Zero, "nothing is held");
    }

    private string Log => Path.Combine(_folder["state"], "trials.jsonl");

    private TrialBook Join() => new(TrialStore.Join(_folder["state"], ThisSearch, Networks), Clock(), SomeTrials.InnerFolds(), default);

    private static BudgetClock Clock() => new(TimeProvider.System, TimeProvider.System.GetTimestamp(), limit: null);
}
