using CovidClassifier.Tests.Learning.Training;
using Microsoft.ML;

namespace CovidClassifier.Tests.Workflows;

public sealed class SearchTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Explore_ByTrials_TriesThemAndTrainsTheBest()
    {
        using CovidModel found = Builder().Search(SearchBudget.OfTrials(3), [Basis()], Options());
        Assert.That(found.Search!.Leaderboard.Rows.Select(r => r.Trial), Is.EquivalentTo(new[] { 1, 2, 3 }));
        Assert.That(found.Search!.Leaderboard.Rows.Sum(r => r.Members), Is.InRange(1, 2));
        Assert.That(found.Search!.Leaderboard.Rows.Single(r => r.Trial == 1).Folds, Is.EqualTo(2), "the recipe with every default is tried on all folds");
        Assert.That(found.Card.Notes[0], Does.StartWith("Found by a search of 3 recipes"));
        Assert.That(found.Card.Metrics["test"].Values["accuracy"], Is.GreaterThan(0.5));
        found.Save(_folder["auto.zip"]);
        using CovidModel loaded = CovidModel.Load(_folder["auto.zip"]);
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(loaded.Predict(image).Probabilities, Is.EqualTo(found.Predict(image).Probabilities));
    }

    [Test]
    public void Explore_OneRecipeOnly_IsTrainedFromTwoSeedsAndAveraged()
    {
        using CovidModel found = Builder().Search(SearchBudget.OfTrials(1), [Basis()], Options());
        Assert.That(found.Search!.Leaderboard.Rows.Single().Members, Is.EqualTo(2));
        Assert.That(found.Card.Network.Members, Is.EqualTo(2));
        Assert.That(found.Card.Notes[0],
            Is.EqualTo("Found by a search of 1 recipe; the probabilities are the mean of 2 models: basis finetune; basis finetune."));
    }

    [Test]
    public void Explore_AfterATrainerWasChosen_SearchesAllTheSame()
    {
        using CovidModel found = Builder().WithTrainer(context => context.MulticlassClassification.Trainers.NaiveBayes())
            .Search(SearchBudget.OfTrials(1), [Basis()], Options() with { Ensemble = 1 });
        Assert.That(found.Card.Recipe["mode"], Is.EqualTo("auto"));
    }

    [Test]
    public void Explore_ByTrialsTwice_GivesTheSameModel()
    {
        using CovidModel first = Builder().Search(SearchBudget.OfTrials(2), [Basis()], Options()), second =
            Builder().Search(SearchBudget.OfTrials(2), [Basis()], Options());
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(second.Predict(image).Probabilities, Is.EqualTo(first.Predict(image).Probabilities));
        Assert.That(second.Search!.Leaderboard.Rows.Select(r => (r.Recipe, r.Metric, r.LogLoss)),
            Is.EqualTo(first.Search!.Leaderboard.Rows.Select(r => (r.Recipe, r.Metric, r.LogLoss))));
    }

    [Test]
    public void Explore_CancelledThenResumed_EndsAsIfItHadNotBeen()
    {
        using var source = new CancellationTokenSource();
        int folds = 0;
        var stopper = new ImmediateProgress<SearchProgress>(p =>
        {
            if (p.Leaderboard is not null && ++folds == 3)
            {
                source.Cancel();
            }
        });
        SearchOptions kept = Options() with { StateFolder = _folder["state"] };
        Assert.That(() => Builder().Search(SearchBudget.OfTrials(3), [Basis()], kept, stopper, source.Token), Throws.InstanceOf<OperationCanceledException>());
        using (CovidModel best = CovidModel.Load(Path.Combine(_folder["state"], "best.zip")))
        {
            Assert.That(best.Card.Notes[0], Does.StartWith("The best model so far of a search that has not ended"));
        }

        using CovidModel resumed = Builder().Search(SearchBudget.OfTrials(3), [Basis()], kept with { Resume = true });
        using CovidModel whole = Builder().Search(SearchBudget.OfTrials(3), [Basis()], Options());
        Assert.That(resumed.Search!.Leaderboard.Rows.Select(r => (r.Recipe, r.Metric, r.LogLoss)),
            Is.EqualTo(whole.Search!.Leaderboard.Rows.Select(r => (r.Recipe, r.Metric, r.LogLoss))));
        byte[] image = Some.Png(64, 5, 0);
        Assert.That(resumed.Predict(image).Probabilities, Is.EqualTo(whole.Predict(image).Probabilities));
    }

    [TestCase(1)]
    [TestCase(3)]
    public void Explore_KilledBeforeItsBestModelWasKept_MakesItAgain(int lines)
    {
        SearchOptions kept = Options() with { StateFolder = _folder["state"] };
        string best = Path.Combine(_folder["state"], "best.zip"), log = Path.Combine(_folder["state"], "trials.jsonl");
        Builder().Search(SearchBudget.OfTrials(2), [Basis()], kept).Dispose();
        byte[] undisturbed = File.ReadAllBytes(best);

        // as a kill leaves it: the last lines are not written yet, and neither is the model
        string[] all = File.ReadAllLines(log);
        File.WriteAllText(log, string.Join('\n', all[..^lines]) + "\n");
        File.Delete(best);
        File.WriteAllText(Path.Combine(_folder["state"], ".covidclassifier-0123456789abcdef.tmp"), "half");
        Builder().Search(SearchBudget.OfTrials(2), [Basis()], kept with { Resume = true }).Dispose();

        Assert.That(File.ReadAllBytes(best), Is.EqualTo(undisturbed), "of all of the leader's folds, not of those of the second run alone");
        Assert.That(Directory.GetFiles(_folder["state"]).Select(Path.GetFileName), Is.EquivalentTo(["best.zip", "trials.jsonl"]));
    }

    [TestCase("gone")]
    [TestCase("damaged")]
    [TestCase("of another trial")]
    public void Explore_ResumedWithNothingLeftToTry_StillHasItsBestModel(string what)
    {
        SearchOptions kept = Options() with { StateFolder = _folder["state"] };
        string best = Path.Combine(_folder["state"], "best.zip");
        Builder().Search(SearchBudget.OfTrials(2), [Basis()], kept).Dispose();
        byte[] undisturbed = File.ReadAllBytes(best);
        switch (what)
        {
            case "gone":
                File.Delete(best);
                break;
            case "damaged":
                File.WriteAllBytes(best, undisturbed[..^9]);
                break;
            default:
                using (CovidModel other = Builder().WithNetwork(Basis()).Train())
                {
                    other.Save(best);
                }

                break;
        }

        Builder().Search(SearchBudget.OfTrials(2), [Basis()], kept with { Resume = true }).Dispose();
        Assert.That(File.ReadAllBytes(best), Is.EqualTo(undisturbed));
    }

    [Test]
    public void Explore_SharedByTwoProcesses_MakesTheModelOfWhatBothFound()
    {
        SearchOptions shared = Options() with { StateFolder = _folder["state"] };
        int[] folds = new int[2];
        Parallel.For(0, 2, worker => folds[worker] = Builder().SearchTrials(SearchBudget.OfTrials(2), shared, [Basis(worker)]));
        using CovidModel model = Builder().Search(SearchBudget.OfTrials(2), [Basis()], shared with { Resume = true });
        using CovidModel alone = Builder().Search(SearchBudget.OfTrials(2), [Basis()], Options());

        // both recipes are planned: what is tried does not depend on what was found, but for whether the second goes on to the second fold
        LeaderboardRow first = model.Search!.Leaderboard.Rows.Single(r => r.Trial == 1), same = alone.Search!.Leaderboard.Rows.Single(r => r.Trial == 1);
        Assert.That((first.Recipe, first.Metric, first.LogLoss, first.Folds), Is.EqualTo((same.Recipe, same.Metric, same.LogLoss, 2)));
        Assert.That(model.Search!.Leaderboard.Rows.Select(r => r.Recipe), Is.EquivalentTo(alone.Search!.Leaderboard.Rows.Select(r => r.Recipe)));
        Assert.That(folds.Sum(), Is.EqualTo(model.Search!.Leaderboard.Rows.Sum(r => r.Folds)), "nothing was left to try, and no fold was trained twice");
        Assert.That(Directory.GetFileSystemEntries(_folder["state"]).Select(Path.GetFileName), Is.EquivalentTo(["best.zip", "trials.jsonl"]));
    }

    [Test]
    public void SearchTrials_ABudgetTooShortForAnything_TriesNothing_AndTheModelIsTheCheapestRecipes()
    {
        SearchOptions shared = Options() with { StateFolder = _folder["state"] };
        Assert.That(Builder().SearchTrials(TimeSpan.FromMilliseconds(1), shared, [Basis()]), Is.Zero);
        using CovidModel model = Builder().Search(TimeSpan.FromMilliseconds(1), [Basis()], shared with { Resume = true });
        Assert.That(model.Card.Notes, Has.Some.StartsWith("The search's budget was too short to try one recipe on one fold"));
    }

    [Test]
    public void SearchTrials_OnOtherImages_IsRefused()
    {
        SearchOptions shared = Options() with { StateFolder = _folder["state"] };
        Builder().SearchTrials(SearchBudget.OfTrials(1), shared, [Basis()]);
        Assert.That(
            () => Builder(images: 44).SearchTrials(SearchBudget.OfTrials(1), shared, [Basis()]),
            Throws.TypeOf<TrainingException>().With.Message.Contains("belongs to another run of this version"));
        Assert.That(Directory.Exists(Path.Combine(_folder["state"], "workers")) ? Directory.GetFiles(Path.Combine(_folder["state"], "workers")) : [], Is.Empty);
    }

    [Test]
    public void SearchTrials_WithoutAFolder_IsRefused() => Assert.That(
        () => Builder().SearchTrials(SearchBudget.OfTrials(1), Options(), [Basis()]), Throws.InvalidOperationException.With.Message.Contains("StateFolder"));

    [Test]
    public void Explore_ResumedOnOtherImages_IsRefused()
    {
        SearchOptions kept = Options() with { StateFolder = _folder["state"] };
        Builder().Search(SearchBudget.OfTrials(1), [Basis()], kept).Dispose();
        Assert.That(
            () => Builder(images: 44).Search(SearchBudget.OfTrials(1), [Basis()], kept with { Resume = true }),
            Throws.TypeOf<TrainingException>().With.Message.Contains("belongs to another run of this version"));
    }

    [Test]
    public void Explore_ABudgetTooShortForAnything_GivesTheCheapestRecipesModelAndSaysSo()
    {
        using CovidModel model = Builder().Search(TimeSpan.FromMilliseconds(1), [Basis()], Options());
        Assert.That(model.Card.Notes, Has.Some.StartsWith("The search's budget was too short to try one recipe on one fold").And.Some.Contains("frozen"));
        Assert.That(model.HeldOut!.Metrics.Images, Is.Positive);
    }

    [Test]
    public void Explore_ABudgetTooShort_WithNothingPretrained_TrainsTheNetworkBriefly()
    {
        using CovidModel model = Builder().Search(TimeSpan.FromMilliseconds(1), [Network.CustomCnn(inputSize: 64)], Options());
        Assert.That(model.Card.History, Has.Count.InRange(1, 5));
        Assert.That(model.Card.Notes, Has.Some.StartsWith("The search's budget was too short"));
    }

    [Test]
    public void ExploreNested_ByPatient_ScoresEveryImageByWhatWasFoundWithoutIt()
    {
        NestedSearchResult nested = Builder().SearchNested(SearchBudget.OfTrials(1), [Basis()], folds: 2, options: Options());
        Assert.That(nested.Leaderboards, Has.Count.EqualTo(2));
        Assert.That(nested.Result.Images.Select(i => i.Image.Name).Distinct().Count(), Is.EqualTo(48));
        Assert.That(nested.Result.Images.GroupBy(i => i.Image.PatientId).Select(p => p.Select(i => i.Fold).Distinct().Count()), Is.All.EqualTo(1));
    }

    [Test]
    public void ExploreNested_OfOneRecipeAlone_IsItsCrossValidation()
    {
        NestedSearchResult nested = Builder().SearchNested(SearchBudget.OfTrials(1), [Basis()], folds: 2, options: Options() with { Ensemble = 1 });
        CrossValidationResult plain = Builder().WithNetwork(Basis().FineTuned()).CrossValidate(folds: 2);
        Assert.That(
            nested.Result.Images.Select(i => i.Prediction.Probabilities[0].Probability),
            Is.EqualTo(plain.Images.Select(i => i.Prediction.Probabilities[0].Probability)));
    }

    private Network Basis(int folder = 0)
    {
        string path = _folder[$"{folder}/basis.onnx"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Network.CustomCnn(inputSize: 64).SaveOnnx(path, 2, seed: 3);
        return Network.FromOnnx(path);
    }

    private static SearchOptions Options() => new() { Folds = 2, Ensemble = 2 };

    private static CovidModelBuilder Builder(int images = 48) => new CovidModelBuilder(seed: 1).WithData(Some.Dataset(images));
}
