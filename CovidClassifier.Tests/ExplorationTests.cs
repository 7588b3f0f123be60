using CovidClassifier.AutoMl;
using CovidClassifier.Learning.Plans;
using CovidClassifier.Networks;
using CovidClassifier.Tests.Training;
using CovidClassifier.Training;
using Microsoft.ML;

namespace CovidClassifier.Tests;

public sealed class ExplorationTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Explore_ByTrials_TriesThemAndTrainsTheBest()
    {
        using Exploration found = Builder().Explore(ExplorationBudget.OfTrials(3), [Basis()], Options());
        Assert.That(found.Leaderboard.Rows.Select(r => r.Trial), Is.EquivalentTo(new[] { 1, 2, 3 }));
        Assert.That(found.Leaderboard.Rows.Sum(r => r.Members), Is.InRange(1, 2));
        Assert.That(found.Leaderboard.Rows.Single(r => r.Trial == 1).Folds, Is.EqualTo(2), "the recipe with every default is tried on all folds");
        Assert.That(found.Model.Card.Notes[0], Does.StartWith("Found by a search of 3 recipes"));
        Assert.That(found.Model.Card.Metrics["test"].Values["accuracy"], Is.GreaterThan(0.5));
        found.Model.Save(_folder["auto.zip"]);
        using CovidModel loaded = CovidModel.Load(_folder["auto.zip"]);
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(loaded.Predict(image).Probabilities, Is.EqualTo(found.Model.Predict(image).Probabilities));
    }

    [Test]
    public void Explore_OneRecipeOnly_IsTrainedFromTwoSeedsAndAveraged()
    {
        using Exploration found = Builder().Explore(ExplorationBudget.OfTrials(1), [Basis()], Options());
        Assert.That(found.Leaderboard.Rows.Single().Members, Is.EqualTo(2));
        Assert.That(found.Model.Card.Network.Members, Is.EqualTo(2));
        Assert.That(found.Model.Card.Notes[0], Is.EqualTo("Found by a search of 1 recipe; the probabilities are the mean of 2 models: basis finetune; basis finetune."));
    }

    [Test]
    public void Explore_AfterATrainerWasChosen_SearchesAllTheSame()
    {
        using Exploration found = Builder().WithTrainer(context => context.MulticlassClassification.Trainers.NaiveBayes())
            .Explore(ExplorationBudget.OfTrials(1), [Basis()], Options() with { Ensemble = 1 });
        Assert.That(found.Model.Card.Recipe["mode"], Is.EqualTo("auto"));
    }

    [Test]
    public void Explore_ByTrialsTwice_GivesTheSameModel()
    {
        using Exploration first = Builder().Explore(ExplorationBudget.OfTrials(2), [Basis()], Options()), second = Builder().Explore(ExplorationBudget.OfTrials(2), [Basis()], Options());
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(second.Model.Predict(image).Probabilities, Is.EqualTo(first.Model.Predict(image).Probabilities));
        Assert.That(second.Leaderboard.Rows.Select(r => (r.Recipe, r.Metric, r.LogLoss)), Is.EqualTo(first.Leaderboard.Rows.Select(r => (r.Recipe, r.Metric, r.LogLoss))));
    }

    [Test]
    public void Explore_CancelledThenResumed_EndsAsIfItHadNotBeen()
    {
        using var source = new CancellationTokenSource();
        int folds = 0;
        var stopper = new ImmediateProgress<ExplorationProgress>(p =>
        {
            if (p.Leaderboard is not null && ++folds == 3)
            {
                source.Cancel();
            }
        });
        ExplorationOptions kept = Options() with { StateFolder = _folder["state"] };
        Assert.That(() => Builder().Explore(ExplorationBudget.OfTrials(3), [Basis()], kept, stopper, source.Token), Throws.InstanceOf<OperationCanceledException>());
        using (CovidModel best = CovidModel.Load(Path.Combine(_folder["state"], "best.zip")))
        {
            Assert.That(best.Card.Notes[0], Does.StartWith("The best model so far of a search that has not ended"));
        }

        using Exploration resumed = Builder().Explore(ExplorationBudget.OfTrials(3), [Basis()], kept with { Resume = true });
        using Exploration whole = Builder().Explore(ExplorationBudget.OfTrials(3), [Basis()], Options());
        Assert.That(resumed.Leaderboard.Rows.Select(r => (r.Recipe, r.Metric, r.LogLoss)), Is.EqualTo(whole.Leaderboard.Rows.Select(r => (r.Recipe, r.Metric, r.LogLoss))));
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(resumed.Model.Predict(image).Probabilities, Is.EqualTo(whole.Model.Predict(image).Probabilities));
    }

    [Test]
    public void Explore_ResumedOnOtherImages_IsRefused()
    {
        ExplorationOptions kept = Options() with { StateFolder = _folder["state"] };
        Builder().Explore(ExplorationBudget.OfTrials(1), [Basis()], kept).Dispose();
        Assert.That(
            () => Builder(images: 44).Explore(ExplorationBudget.OfTrials(1), [Basis()], kept with { Resume = true }),
            Throws.TypeOf<TrainingException>().With.Message.Contains("is another one"));
    }

    [Test]
    public void Explore_ABudgetTooShortForAnything_SaysSo() => Assert.That(
        () => Builder().Explore(TimeSpan.FromMilliseconds(1), [Basis()], Options()),
        Throws.TypeOf<TrainingException>().With.Message.Contains("is too short to try one recipe on one fold"));

    [Test]
    public void ExploreNested_ByPatient_ScoresEveryImageByWhatWasFoundWithoutIt()
    {
        NestedExploration nested = Builder().ExploreNested(ExplorationBudget.OfTrials(1), [Basis()], folds: 2, options: Options());
        Assert.That(nested.Leaderboards, Has.Count.EqualTo(2));
        Assert.That(nested.Result.Images.Select(i => i.Image.Name).Distinct().Count(), Is.EqualTo(48));
        Assert.That(nested.Result.Images.GroupBy(i => i.Image.PatientId).Select(p => p.Select(i => i.Fold).Distinct().Count()), Is.All.EqualTo(1));
    }

    [Test]
    public void ExploreNested_OfOneRecipeAlone_IsItsCrossValidation()
    {
        NestedExploration nested = Builder().ExploreNested(ExplorationBudget.OfTrials(1), [Basis()], folds: 2, options: Options() with { Ensemble = 1 });
        CrossValidationResult plain = Builder().WithNetwork(Basis().FineTuned()).CrossValidate(folds: 2);
        Assert.That(
            nested.Result.Images.Select(i => i.Prediction.Probabilities[0].Probability),
            Is.EqualTo(plain.Images.Select(i => i.Prediction.Probabilities[0].Probability)));
    }

    private Network Basis()
    {
        Network.CustomCnn(inputSize: 64).SaveOnnx(_folder["basis.onnx"], 2, seed: 3);
        return Network.FromOnnx(_folder["basis.onnx"]);
    }

    private static ExplorationOptions Options() => new() { Folds = 2, Ensemble = 2 };

    private static CovidModelBuilder Builder(int images = 48) => new CovidModelBuilder(seed: 1).WithData(Some.Dataset(images));
}
