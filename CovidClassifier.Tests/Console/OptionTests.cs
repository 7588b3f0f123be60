using CovidClassifier.Console.Options;
using CovidClassifier.Workflows;

namespace CovidClassifier.Tests.Console;

/// <summary>Help must not load the library, so the console repeats some of its words and numbers: here they are held together.</summary>
public class OptionTests
{
    [Test]
    public void Preprocessings_AreTheLibrarys() => Assert.That(PreprocessingOption.Words, Is.EqualTo(Preprocessing.All.Select(p => p.Name)));

    [Test]
    public void Backbones_AreTheLibrarys() => Assert.That(NetworkOptions.Backbones, Is.EqualTo(Backbone.All.Select(b => b.Name)));

    [Test]
    public void Providers_AreTheLibrarys() =>
        Assert.That(FittingOptions.Providers, Is.EqualTo(Enum.GetNames<ExecutionProvider>().Select(n => n.ToLowerInvariant())));

    [Test]
    public void Views_AreTheLibrarys() => Assert.That(
        NetworkOptions.ViewWords, Is.EqualTo(Enum.GetValues<ScoringViews>().Where(v => v != ScoringViews.None).Select(v => $"{v}".ToLowerInvariant())));

    [Test]
    public void Heads_AreTheLibrarys() => Assert.That(NetworkOptions.Heads, Is.EqualTo(Head.All.Select(h => h.Name)));

    [Test]
    public void SearchDefaults_AreTheLibrarys()
    {
        var console = new AutoChoices();
        var library = new SearchOptions();
        Assert.That((console.InnerFolds, console.Ensemble, console.Options().Metric), Is.EqualTo((library.Folds, library.Ensemble, library.Metric)));
    }

    [Test]
    public void Defaults_OfAdapting_AreTheLibrarys()
    {
        var console = new AdaptationChoices();
        var library = new AdaptationOptions();
        Assert.That(
            (console.OldKnowledge, console.Epochs, console.LearningRate, console.CurveRepeats, console.Seed),
            Is.EqualTo((library.OldKnowledge, library.Epochs, library.LearningRate, library.CurveRepeats, library.Seed)));
    }

    [Test]
    public void Defaults_AreTheLibrarys()
    {
        var console = new FittingChoices();
        var library = new TrainingOptions();
        Assert.That(
            (console.Epochs ?? library.Epochs, console.Patience, console.BatchSize, console.LearningRate, console.Threads),
            Is.EqualTo((library.Epochs, library.Patience, library.BatchSize, library.LearningRate, library.Threads)));
        var choices = new BuilderChoices { Seed = 1 };
        Assert.That((console.Validation, console.Test), Is.EqualTo((choices.ValidationShare, choices.TestShare)));
        Assert.That(console.Augment, Is.Null, "the study's augmentation is the console's default for scratch alone");
    }
}
