using CovidClassifier.Foundation;
using CovidClassifier.Search;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Tests.Search;

public sealed class SearchSpaceTests
{
    private static readonly Network Cnn = Network.CustomCnn();

    [Test]
    public void Next_First_IsTheFixedRecipeOfTheFirstNetworkWithLearnedWeights()
    {
        string[] first = [.. Take([Cnn, Backbone.MobileNetV2, Backbone.ResNet18], 4).Select(r => r.ToString())];
        Assert.That(first, Is.EqualTo(new[] { "mobilenetv2 finetune", "mobilenetv2 frozen", "resnet18 frozen", "resnet18 finetune" }));
    }

    [Test]
    public void Next_WithoutLearnedWeights_BeginsWithTheCnnAsItIs() => Assert.That(Take([Cnn], 1).Single().ToString(), Is.EqualTo("cnn scratch"));

    [Test]
    public void Next_ManyTimes_NeverRepeatsAndReachesEveryHyperparameter()
    {
        TrialRecipe[] all = Take([Backbone.MobileNetV2, Cnn], 150);
        Assert.That(all.Select(r => r.ToString()), Is.Unique);
        Assert.That(all.SelectMany(r => r.Changes.Select(c => (r.Family.Word, c.Name))).Distinct(), Is.EquivalentTo(
            RecipeFamily.All.SelectMany(f => f.Hyperparameters.Where(h => !h.IsJudgedBySources).Select(h => (f.Word, h.Name)))));
    }

    [Test]
    public void Next_WhereLeftOutSourcesJudge_ReachesWhatIsDoneAgainstShortcutsToo()
    {
        TrialRecipe[] all = Take([Backbone.MobileNetV2, Cnn], 200, bySource: true);
        Assert.That(all.Select(r => r.ToString()), Is.Unique);
        Assert.That(all.SelectMany(r => r.Changes.Select(c => (r.Family.Word, c.Name))).Distinct(), Is.EquivalentTo(
            RecipeFamily.All.SelectMany(f => f.Hyperparameters.Select(h => (f.Word, h.Name)))));
        Assert.That(all.Take(12).Select(r => r.ToString()), Has.Some.EqualTo("mobilenetv2 frozen, intensities on, source weights on"));
    }

    [Test]
    public void Settings_OfEachWayAgainstShortcuts_AreThoseOfItsTrainingOption()
    {
        var plain = new TrialRecipe(Backbone.MobileNetV2, FineTunedFamily.Instance);
        TrainingOptions options = plain
            .With(ShortcutHyperparameters.SourceWeights, true).With(ShortcutHyperparameters.GroupRobustRate, 0.05)
            .With(ShortcutHyperparameters.SourceAdversary, 0.3).With(ShortcutHyperparameters.SourceMixup, 1)
            .With(ShortcutHyperparameters.AveragedFrom, 0.5).Settings(new TrainingOptions()).Options;
        Assert.That(
            (options.ClassWeighting, options.GroupRobustRate, options.SourceAdversary, options.SourceMixup, options.AveragedFrom),
            Is.EqualTo((ClassWeighting.BalancedBySource, (double?)0.05, 0.3, 1.0, (double?)0.5)));
        TrainingOptions none = plain.Settings(new TrainingOptions()).Options;
        Assert.That((none.GroupRobustRate, none.SourceAdversary, none.AveragedFrom), Is.EqualTo(((double?)null, 0.0, (double?)null)));
        Assert.That(
            plain.With(ShortcutHyperparameters.Intensities, true).Settings(new TrainingOptions()).Augmentation.Description,
            Is.EqualTo(plain.Settings(new TrainingOptions()).Augmentation.Intensities().Description));
    }

    [Test]
    public void Next_SameSeed_ProposesTheSame()
    {
        string[] first = [.. Take([Backbone.MobileNetV2, Cnn], 40).Select(r => r.ToString())], second =
            [.. Take([Backbone.MobileNetV2, Cnn], 40).Select(r => r.ToString())];
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Next_AFileThatIsCalledCnn_IsSearchedAsANetworkThatHasLearned()
    {
        using var folder = new TempFolder();
        Network.CustomCnn(inputSize: 64).SaveOnnx(folder["cnn.onnx"], 2, seed: 1);
        Assert.That(Take([Network.FromOnnx(folder["cnn.onnx"])], 60).Select(r => r.Family.Word).Distinct(), Is.EquivalentTo(new[] { "finetune", "frozen" }));
    }

    private static TrialRecipe[] Take(Network[] networks, int count, bool bySource = false)
    {
        var space = new SearchSpace(networks, new Seed(3), bySource);
        var tried = new List<TrialRecipe>();
        while (tried.Count < count && space.Next(tried, [.. tried.Take(3)]) is { } next)
        {
            tried.Add(next);
        }

        return [.. tried];
    }
}
