using CovidClassifier.Search;

namespace CovidClassifier.Tests.Search;

public class HalvingScheduleTests
{
    [Test]
    public void Next_TheFirstTrial_GoesThroughAllFoldsFirst()
    {
        List<Trial> trials = [SomeTrials.Trial(1, skill: 0, folds: 3), SomeTrials.Trial(2, skill: 3, folds: 1)];
        Assert.That(Schedule().Next(trials, _ => true), Is.SameAs(trials[0]));
    }

    [Test]
    public void Next_OfFour_OnlyTheBetterHalfGoesOn()
    {
        List<Trial> trials = [SomeTrials.Trial(1, 1), SomeTrials.Trial(2, 0, folds: 1), SomeTrials.Trial(3, 3, folds: 1), SomeTrials.Trial(4, 0.1, folds: 1)];
        Assert.That(Schedule().Next(trials, _ => true), Is.SameAs(trials[2]));
        trials[2].Add(SomeTrials.Fold(1, -3, 3));
        Assert.That(Schedule().Next(trials, _ => true), Is.Null, "of two on two folds the first is better, and has gone on already");
    }

    [Test]
    public void Next_BetweenTwoRungs_IsFinishedFirst()
    {
        List<Trial> trials = [SomeTrials.Trial(1, 1), SomeTrials.Trial(2, 2, folds: 3), SomeTrials.Trial(3, 3, folds: 1), SomeTrials.Trial(4, 0, folds: 1)];
        Assert.That(Schedule().Next(trials, _ => true), Is.SameAs(trials[1]));
    }

    [Test]
    public void Next_GivenUpOrTooDear_IsPassedOver()
    {
        List<Trial> trials = [SomeTrials.Trial(1, 1), SomeTrials.Trial(2, 3, folds: 1), SomeTrials.Trial(3, 2, folds: 1), SomeTrials.Trial(4, 0, folds: 1)];
        Assert.That(Schedule().Next(trials, t => t.Number != 2), Is.SameAs(trials[2]));
        trials[1].Dropped = "diverged";
        Assert.That(Schedule().Next(trials, _ => true), Is.SameAs(trials[2]));
        Assert.That(Schedule().Next(trials, _ => false), Is.Null);
    }

    private static HalvingSchedule Schedule()
    {
        InnerFolds folds = SomeTrials.InnerFolds();
        return new HalvingSchedule(SomeTrials.Folds, folds.Merit);
    }
}
