using CovidClassifier.Foundation;
using CovidClassifier.Search;

namespace CovidClassifier.Tests.Search;

public class SearchSpaceTests
{
    [Test]
    public void Next_First_IsTheFixedRecipeOfTheFirstNetworkWithLearnedWeights()
    {
        string[] first = [.. Take(["cnn", "mobilenetv2", "resnet18"], 4).Select(r => r.ToString())];
        Assert.That(first, Is.EqualTo(new[] { "mobilenetv2 finetune", "mobilenetv2 frozen", "resnet18 frozen", "resnet18 finetune" }));
    }

    [Test]
    public void Next_WithoutLearnedWeights_BeginsWithTheCnnAsItIs() => Assert.That(Take(["cnn"], 1).Single().ToString(), Is.EqualTo("cnn scratch"));

    [Test]
    public void Next_ManyTimes_NeverRepeatsAndReachesEveryKnob()
    {
        TrialRecipe[] all = Take(["mobilenetv2", "cnn"], 150);
        Assert.That(all.Select(r => r.ToString()), Is.Unique);
        Assert.That(all.SelectMany(r => r.Changes.Keys).Distinct(), Is.EquivalentTo(
            new[] { LearningMode.Frozen, LearningMode.FineTuned, LearningMode.Scratch }.SelectMany(m => Knobs.Of(m, isCnn: true)).Select(k => k.Name).Distinct()));
    }

    [Test]
    public void Next_SameSeed_ProposesTheSame()
    {
        string[] first = [.. Take(["mobilenetv2", "cnn"], 40).Select(r => r.ToString())], second = [.. Take(["mobilenetv2", "cnn"], 40).Select(r => r.ToString())];
        Assert.That(second, Is.EqualTo(first));
    }

    private static TrialRecipe[] Take(string[] networks, int count)
    {
        var space = new SearchSpace(networks, new Seed(3));
        var tried = new List<TrialRecipe>();
        while (tried.Count < count && space.Next(tried, [.. tried.Take(3)]) is { } next)
        {
            tried.Add(next);
        }

        return [.. tried];
    }
}
