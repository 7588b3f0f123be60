using CovidClassifier.Data.Facts;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;
using CovidClassifier.Search;
using CovidClassifier.Search.Recipes;

namespace CovidClassifier.Tests.Search;

/// <summary>Trials with made-up logits on made-up folds of 60 images, a patient each.</summary>
internal static class SomeTrials
{
    public const int Folds = 4;
    private const int Images = 60;

    private static readonly Network Cnn = Network.CustomCnn();

    public static InnerFolds InnerFolds(Metric? metric = null) => new(
        new LabelledImages(new ClassIndex(["COVID-19", "Normal"]), "COVID-19",
            [.. Enumerable.Range(0, Folds * Images).Select(i => (i % 2 == 0 ? "COVID-19" : "Normal", (string?)null, (XRayImage?)null))]),
        [.. Enumerable.Repeat(Images, Folds)],
        metric ?? Metric.Auroc,
        seed: 1);

    public static Trial Trial(int number, double skill, int folds = Folds, RecipeFamily? family = null, double seconds = 1, int noise = -1,
        params (string Name, string Word)[] changes)
    {
        var trial = new Trial(number, Recipe(family ?? FineTunedFamily.Instance, changes));
        for (int fold = 0; fold < folds; fold++)
        {
            trial.Add(Fold(fold, skill, noise < 0 ? number : noise, seconds));
        }

        return trial;
    }

    /// <summary>A recipe of the family for some network that it takes, changed by words.</summary>
    public static TrialRecipe Recipe(RecipeFamily family, params (string Name, string Word)[] changes) => changes.Aggregate(
        new TrialRecipe(family.Takes(Backbone.MobileNetV2) ? Backbone.MobileNetV2 : Cnn, family),
        (recipe, change) =>
        {
            Hyperparameter hyperparameter = family.Hyperparameters.Single(h => h.Name == change.Name);
            return recipe.WithNumber(hyperparameter, hyperparameter.Words.ToList().IndexOf(change.Word));
        });

    /// <summary>The logit is the label times the skill, plus noise that depends on the fold and <paramref name="noise"/>.</summary>
    public static FoldScore Fold(int fold, double skill, int noise, double seconds = 1)
    {
        RandomStream random = new Seed(9).For(fold).For(noise).Open();
        return new FoldScore(
            [.. Enumerable.Range(0, Images).Select(i => new[] { (float)(skill * (2 * (i % 2) - 1) + random.Normal()) })], seconds, Preparing: 0);
    }
}
