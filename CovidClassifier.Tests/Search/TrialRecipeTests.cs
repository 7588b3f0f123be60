using CovidClassifier.Search;

namespace CovidClassifier.Tests.Search;

public class TrialRecipeTests
{
    private static readonly TrialRecipe Tuned = new(0, "mobilenetv2", LearningMode.FineTuned);

    [Test]
    public void ToString_OnlyNamesWhatIsNotTheDefault()
    {
        Assert.That(Tuned.ToString(), Is.EqualTo("mobilenetv2 finetune"));
        Assert.That(Tuned.With("epochs", "20").With("cut", "early").With("dropout", "0.2").ToString(), Is.EqualTo("mobilenetv2 finetune, cut early, epochs 20"));
    }

    [Test]
    public void With_ADefault_TakesTheChangeBack() => Assert.That(Tuned.With("epochs", "20").With("epochs", "10").Complexity, Is.EqualTo(Tuned.Complexity));

    [Test]
    public void Complexity_GrowsWithTrainedLayersAndChanges()
    {
        var frozen = new TrialRecipe(0, "mobilenetv2", LearningMode.Frozen);
        Assert.That(frozen.With("l2", "300").Complexity, Is.InRange(frozen.Complexity + 1, Tuned.Complexity - 1));
        Assert.That(Tuned.With("epochs", "20").Complexity, Is.GreaterThan(Tuned.Complexity));
    }

    [Test]
    public void With_WhatCannotBeChosen_IsRefused() => Assert.That(
        () => Tuned.With("epochs", "11"), Throws.ArgumentException.With.Message.Contains("'epochs' must be one of 10, 20, 14, 6, got '11'"));

    [Test]
    public void Indexer_AKnobOfAnotherMode_IsRefused() =>
        Assert.That(() => Tuned["head"], Throws.ArgumentException.With.Message.Contains("'head' is no choice of finetune"));
}
