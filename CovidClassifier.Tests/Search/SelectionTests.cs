using CovidClassifier.Evaluation;
using CovidClassifier.Search;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Tests.Search;

public class SelectionTests
{
    private static readonly InnerFolds Folds = SomeTrials.InnerFolds();

    [Test]
    public void Winner_AClearLead_WinsWhateverItsRecipe()
    {
        Trial[] trials = [SomeTrials.Trial(1, 0.5, family: FrozenFamily.Instance), SomeTrials.Trial(2, 2.5, changes: ("epochs", "20"))];
        Assert.That(Selection.Winner(trials, Folds), Is.SameAs(trials[1]));
    }

    [TestCase(0.9, 1.1, 1)]
    [TestCase(0.9, 1.2, 2)]
    [TestCase(0.9, 1.5, 2)]
    public void Winner_ALeadWithinOneStandardError_GoesToTheSimpler(double simple, double complicated, int winner)
    {
        Trial[] trials = [SomeTrials.Trial(1, simple, family: FrozenFamily.Instance), SomeTrials.Trial(2, complicated, changes: ("epochs", "20"))];
        double errors = Folds.StandardErrorsBelow(Folds.Probabilities(trials[0].Folds), Folds.Probabilities(trials[1].Folds));
        Assert.That(errors, winner == 1 ? Is.GreaterThan(0.1).And.LessThan(0.9) : Is.GreaterThan(1.1).And.LessThan(10),
            "the lead is a lead, and on its side of the bound");
        Assert.That(Selection.Winner(trials, Folds).Number, Is.EqualTo(winner));
    }

    [Test]
    public void Winner_OnlyThoseThatCameFurthest_CanWin()
    {
        Trial[] trials = [SomeTrials.Trial(1, 0.5), SomeTrials.Trial(2, 5, folds: 1)];
        Assert.That(Selection.Winner(trials, Folds), Is.SameAs(trials[0]));
    }

    [Test]
    public void Ensemble_TakesIndependentErrorsBeforeTheSameTwice()
    {
        Trial[] trials = [SomeTrials.Trial(1, 1), SomeTrials.Trial(2, 0.97, changes: ("epochs", "20")), SomeTrials.Trial(3, 0, changes: ("epochs", "6"))];
        IReadOnlyList<Trial> members = Selection.Ensemble(trials[0], trials, Folds, size: 2);
        Assert.That(members.Select(m => m.Number), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void Ensemble_WithoutAnotherOfUse_TakesTheWinnerAgain()
    {
        Trial[] trials = [SomeTrials.Trial(1, 3), SomeTrials.Trial(2, -2, changes: ("epochs", "20"))];
        Assert.That(Selection.Ensemble(trials[0], trials, Folds, size: 3).Select(m => m.Number), Is.EqualTo(new[] { 1, 1, 1 }));
    }

    [Test]
    public void Ensemble_WithoutTimeForTheWinnerAgain_TakesAnotherOfUse()
    {
        Trial[] trials = [SomeTrials.Trial(1, 1), SomeTrials.Trial(2, 0.97, changes: ("epochs", "20")), SomeTrials.Trial(3, -2, changes: ("epochs", "6"))];
        IReadOnlyList<Trial> members =
            Selection.Ensemble(trials[0], trials, Folds, size: 5, wanted => wanted.Count(t => t == trials[0]) < 2 && wanted.Count <= 3);
        Assert.That(members.Select(m => m.Number), Is.EqualTo(new[] { 1, 2, 2 }));
        Assert.That(Selection.Ensemble(trials[0], trials, Folds, size: 5, _ => false), Is.EqualTo(trials[..1]), "the winner is trained in any case");
    }

    [Test]
    public void Ensemble_OfHeads_TakesNoneTwice()
    {
        Trial[] trials = [SomeTrials.Trial(1, 3, family: FrozenFamily.Instance), SomeTrials.Trial(2, -2, family: FrozenFamily.Instance, changes: ("l2", "30"))];
        Assert.That(Selection.Ensemble(trials[0], trials, Folds, size: 3).Select(m => m.Number), Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public void Merit_OfInnerFolds_IsTheMetricOfPooledPredictions()
    {
        Trial trial = SomeTrials.Trial(1, 1);
        double[] scores = [.. trial.Folds.SelectMany(f => f.Logits).Select(l => -(double)l[0])];
        bool[] positive = [.. Enumerable.Range(0, scores.Length).Select(i => i % 60 % 2 == 0)];
        Assert.That(Folds.Merit(trial, SomeTrials.Folds).Metric, Is.EqualTo(Auroc.Of(positive, scores).Value).Within(1e-12));
    }
}
