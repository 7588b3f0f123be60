using CovidClassifier.Search;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Tests.Search;

public class BudgetPlanTests
{
    private readonly HandClock _time = new();

    [Test]
    public void Fits_SetsTheFinalTrainingAside()
    {
        Trial[] trials = [SomeTrials.Trial(1, 1, folds: 1, seconds: 30)];
        BudgetPlan plan = Plan(seconds: 100, trials);

        // 5 s around, and the final training of 4/3 x 30 s
        Assert.That(plan.Fits(trials[0], trials), Is.True, "30 s of 55 s");
        _time.Advance(26);
        Assert.That(plan.Fits(trials[0], trials), Is.False, "30 s of 29 s");
        Assert.That(plan.CanRefit(trials), Is.True);
        _time.Advance(30);
        Assert.That(plan.CanRefit(trials), Is.False, "40 s of 39 s");
        Trial quick = SomeTrials.Trial(2, 1, folds: 1, seconds: 14);
        Assert.That((plan.CanRefit([quick, quick]), plan.CanRefit([quick, quick, quick])), Is.EqualTo((true, false)), "two at 19 s, one after the other");
    }

    [Test]
    public void Fits_ANewTrial_IsJudgedByThoseThatCostAlike()
    {
        Trial[] trials = [SomeTrials.Trial(1, 1, folds: 1, seconds: 30)];
        BudgetPlan plan = Plan(seconds: 100, trials);
        Assert.That(plan.Fits(SomeTrials.Trial(2, 0, folds: 0, changes: ("epochs", "20")), trials), Is.False, "twice the epochs, 60 s of 55 s");
        Assert.That(plan.Fits(SomeTrials.Trial(2, 0, folds: 0, changes: ("epochs", "14")), trials), Is.True);
        Assert.That(plan.Fits(SomeTrials.Trial(2, 0, folds: 0, family: FrozenFamily.Instance), trials), Is.True, "nothing is known of heads yet");
    }

    [Test]
    public void HasRoom_SetsAsideWhatWouldBeTrained_NotWhatTheDearestWouldTake()
    {
        Trial dear = SomeTrials.Trial(1, 0, folds: 2, seconds: 15), cheap = SomeTrials.Trial(2, 1, folds: 2, seconds: 6);
        BudgetPlan plan = Plan(seconds: 100, cheap, cheap, cheap);
        _time.Advance(67);
        Assert.That(plan.HasRoom([dear, cheap]), Is.True, "5 s around and 3 x 8 s leave 4 s");
        _time.Advance(2);
        Assert.That(plan.HasRoom([dear, cheap]), Is.False, "2 s are no room");
    }

    [Test]
    public void Fits_ATrialThatMayComeIntoTheEnsemble_CountsItsOwnFinalTraining()
    {
        Trial cheap = SomeTrials.Trial(1, 1, folds: 2, seconds: 6), dear = SomeTrials.Trial(2, 1, folds: 1, seconds: 15);
        BudgetPlan plan = Plan(seconds: 100, cheap, cheap, cheap);
        _time.Advance(43);
        Assert.That(plan.Fits(dear, [cheap, dear]), Is.True, "15 s of 52 s, less 2 x 8 s and 20 s");
        _time.Advance(2);
        Assert.That(plan.Fits(dear, [cheap, dear]), Is.False, "15 s of 14 s");
        Assert.That(plan.Fits(cheap, [cheap, dear]), Is.True, "6 s of 26 s");
    }

    [Test]
    public void Fits_ANewTrialThatIsKnownToNeedMoreThanItsAllowance_IsNotBegun()
    {
        Trial quick = SomeTrials.Trial(1, 1, folds: 1, seconds: 3), slow = SomeTrials.Trial(2, 1, folds: 1, seconds: 30, family: CnnFamily.Instance);
        BudgetPlan plan = Plan(seconds: 109, quick);
        Trial next = SomeTrials.Trial(3, 0, folds: 0, family: CnnFamily.Instance, changes: ("learning rate", "0.002"));
        Trial[] trials = [quick, slow, next];
        Assert.That(plan.Allowance(next, trials), Is.EqualTo(64 / 3.0).Within(1e-6), "5 s around, and 40 s set aside for the dear one");
        Assert.That(plan.Fits(next, trials), Is.False, "30 s of a third of the room");
        Assert.That(plan.Fits(slow, trials), Is.True, "one that has begun may take all the room");
    }

    [Test]
    public void Fits_WhatIsDoneOnce_DoesNotCountForTheNextFold()
    {
        Trial trial = SomeTrials.Trial(1, 1, folds: 0);
        trial.Add(new FoldScore([[0f]], Seconds: 80, Preparing: 75));
        _time.Advance(80);
        Assert.That(Plan(seconds: 100, trial).Fits(trial, [trial]), Is.True, "5 s, and 4/3 x 5 s for the final training");
    }

    [Test]
    public void Fits_LikeOneThatWasTooSlow_IsTooSlowToo()
    {
        Trial slow = SomeTrials.Trial(2, 0, folds: 0, family: FrozenFamily.Instance);
        slow.TooLong = 80;
        Trial[] trials = [SomeTrials.Trial(1, 1, folds: 1, seconds: 30), slow];
        Assert.That(Plan(seconds: 100, trials[0]).Fits(SomeTrials.Trial(3, 0, folds: 0, FrozenFamily.Instance, changes: ("l2", "300")), trials), Is.False,
            "80 s of 55 s");
    }

    [Test]
    public void Allowance_OfAnUnknownTrial_IsAThirdOfTheRoom()
    {
        Trial[] trials = [SomeTrials.Trial(1, 1, folds: 1, seconds: 30)];
        Assert.That(Plan(seconds: 1045, trials).Allowance(SomeTrials.Trial(2, 0, folds: 0, family: FrozenFamily.Instance), trials),
            Is.EqualTo(1000 / 3.0).Within(0.5));
    }

    [Test]
    public void Allowance_OfTheFirstTrial_LeavesTimeToTrainItForGood() =>
        Assert.That(Plan(seconds: 75).Allowance(SomeTrials.Trial(1, 0, folds: 0), []), Is.EqualTo(70 / (1 + 4.0 / 3)).Within(1e-6));

    [Test]
    public void Everything_ByTrials_Fits()
    {
        var plan = new BudgetPlan(new BudgetClock(_time, _time.GetTimestamp(), limit: null), SomeTrials.Folds);
        _time.Advance(1e6);
        Trial trial = SomeTrials.Trial(1, 1, seconds: 1e6);
        Assert.That(plan.Fits(trial, [trial]) && plan.HasRoom([trial]) && plan.CanRefit([trial]), Is.True);
        Assert.That(plan.Allowance(trial, [trial]), Is.EqualTo(double.PositiveInfinity));
    }

    [Test]
    public void Clock_Resumed_CountsWhatWasSpentBefore()
    {
        var clock = new BudgetClock(_time, _time.GetTimestamp(), TimeSpan.FromSeconds(100));
        clock.Resume(60);
        _time.Advance(10);
        Assert.That((clock.Elapsed, clock.Left), Is.EqualTo((70.0, 30.0)));
    }

    private BudgetPlan Plan(double seconds, params Trial[] final) =>
        new(new BudgetClock(_time, _time.GetTimestamp(), TimeSpan.FromSeconds(seconds)), SomeTrials.Folds) { Final = final };

    /// <summary>Time that passes when it is told to.</summary>
    private sealed class HandClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _now;

        public void Advance(double seconds) => _now += (long)(seconds * 1000);
    }
}
