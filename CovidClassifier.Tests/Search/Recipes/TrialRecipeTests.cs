using CovidClassifier.Networks;
using CovidClassifier.Search.Recipes;
using CovidClassifier.Tests.Learning;

namespace CovidClassifier.Tests.Search.Recipes;

public sealed class TrialRecipeTests
{
    private static readonly TrialRecipe Tuned = new(Backbone.MobileNetV2, FineTunedFamily.Instance), Frozen = new(Backbone.MobileNetV2, FrozenFamily.Instance);

    [Test]
    public void ToString_OnlyNamesWhatIsNotTheDefault()
    {
        Assert.That(Tuned.ToString(), Is.EqualTo("mobilenetv2 finetune"));
        Assert.That(
            Tuned.With(FineTunedFamily.Epochs, 20).With(FineTunedFamily.Cut, CutStage.Early).With(FineTunedFamily.Dropout, 0.2).ToString(),
            Is.EqualTo("mobilenetv2 finetune, cut early, epochs 20"));
    }

    [Test]
    public void With_ADefault_TakesTheChangeBack()
    {
        TrialRecipe back = Tuned.With(FineTunedFamily.Epochs, 20).With(FineTunedFamily.Epochs, 10);
        Assert.That((back.Complexity, back), Is.EqualTo((Tuned.Complexity, Tuned)));
    }

    [Test]
    public void Equals_TheSameInAnotherOrder_IsEqual()
    {
        TrialRecipe first = Tuned.With(FineTunedFamily.Epochs, 20).With(FineTunedFamily.Variants, 4);
        TrialRecipe second = Tuned.With(FineTunedFamily.Variants, 4).With(FineTunedFamily.Epochs, 20);
        Assert.That((second, second.GetHashCode()), Is.EqualTo((first, first.GetHashCode())));
        Assert.That(Tuned, Is.Not.EqualTo(Frozen));
        Assert.That(new TrialRecipe(Backbone.ResNet18, FineTunedFamily.Instance), Is.Not.EqualTo(Tuned));
    }

    [Test]
    public void Complexity_GrowsWithTrainedLayersAndChanges()
    {
        Assert.That(Frozen.With(FrozenFamily.L2, 300).Complexity, Is.InRange(Frozen.Complexity + 1, Tuned.Complexity - 1));
        Assert.That(Tuned.With(FineTunedFamily.Epochs, 20).Complexity, Is.GreaterThan(Tuned.Complexity));
    }

    [Test]
    public void With_WhatCannotBeChosen_IsRefused() => Assert.That(
        () => Tuned.With(FineTunedFamily.Epochs, 11), Throws.ArgumentException.With.Message.Contains("'epochs' must be one of 10, 20, 14, 6, got '11'"));

    [Test]
    public void ValueOf_AHyperparameterOfAnotherFamily_IsRefused() => Assert.That(
        () => Tuned.ValueOf(FrozenFamily.L2), Throws.ArgumentException.With.Message.Contains("'l2' is no hyperparameter of finetune: cut, epochs"));

    [Test]
    public void Settings_OfEveryDefault_AreTheLibrarysOwnRecipes()
    {
        using var folder = new TempFolder();
        Network network = SmallNetwork.Open(folder);
        TrainingOptions tuned = network.FineTuned().Defaults;
        RecipeSettings settings = new TrialRecipe(network, FineTunedFamily.Instance).Settings(tuned);
        Assert.That(($"{settings.Options}", settings.Cut), Is.EqualTo(($"{tuned}", CutStage.Default)));
        Assert.That(FineTunedFamily.Instance.Plan(settings, NoGraph).Choices, Is.EqualTo(network.FineTuned().Choices));

        RecipeSettings frozen = new TrialRecipe(network, FrozenFamily.Instance).Settings(new TrainingOptions());
        Assert.That(FrozenFamily.Instance.Plan(frozen, NoGraph).Title, Is.EqualTo(network.Frozen().Title));
    }

    [Test]
    public void Settings_OfAChange_AreChangedThereAlone()
    {
        TrainingOptions plain = new();
        RecipeSettings before = Tuned.Settings(plain), after = Tuned.With(FineTunedFamily.WeightDecay, 0.1).With(FineTunedFamily.Dropout, 0.5).Settings(plain);
        Assert.That($"{after.Options}", Is.EqualTo($"{before.Options with { Optimizer = new AdamOptimizer { WeightDecay = 0.1 } }}"));
        Assert.That(after.Tuning, Is.EqualTo(before.Tuning with { HeadDropout = 0.5 }));
        Assert.That(after.Augmentation, Is.EqualTo(CommonHyperparameters.MildAugmentation.Value));
    }

    [Test]
    public void Plan_OfAHeadOnVariedImages_TakesSeveralVariants()
    {
        Hyperparameter augmentation = FrozenFamily.Instance.Hyperparameters.Single(h => h.Name == "augmentation");
        string Variants(TrialRecipe recipe) => FrozenFamily.Instance.Plan(recipe.Settings(new TrainingOptions()), NoGraph).Choices["variants"];
        Assert.That((Variants(Frozen), Variants(Frozen.WithNumber(augmentation, 1))), Is.EqualTo(("1", "4")));
        Assert.That(Frozen.Settings(new TrainingOptions()).Augmentation, Is.EqualTo(AugmentationOptions.None));
    }

    [Test]
    public void Settings_OfTheCnn_BuildItForTheSizeThatIsChosen()
    {
        TrialRecipe recipe = new TrialRecipe(Network.CustomCnn(), CnnFamily.Instance).With(CnnFamily.InputSize, 128);
        RecipeSettings settings = recipe.Settings(new TrainingOptions());
        Assert.That(CnnFamily.Instance.Plan(settings, NoGraph).Build(2, new CovidClassifier.Foundation.Seed(1)).Width, Is.EqualTo(128));
    }

    [Test]
    public void Families_ByName_AreNoneOfAFileThatIsCalledCnn()
    {
        using var folder = new TempFolder();
        Network.CustomCnn(inputSize: 64).SaveOnnx(folder["cnn.onnx"], 2, seed: 1);
        Network file = Network.FromOnnx(folder["cnn.onnx"]);
        Assert.That(RecipeFamily.All.Where(f => f.Takes(file)).Select(f => f.Word), Is.EqualTo(new[] { "frozen", "finetune" }));
        Assert.That(RecipeFamily.All.Where(f => f.Takes(Network.CustomCnn())).Select(f => f.Word), Is.EqualTo(new[] { "scratch" }));
    }

    [Test]
    public void Families_WordsOfEachHyperparameter_AreUnique()
    {
        foreach (RecipeFamily family in RecipeFamily.All)
        {
            Assert.That(family.Hyperparameters.Select(h => h.Name), Is.Unique, family.Word);
            Assert.That(family.Hyperparameters.Select(h => h.Words), Has.All.Unique, family.Word);
        }
    }

    private static NetworkGraph NoGraph() => throw new InvalidOperationException("no graph is needed for this");
}
