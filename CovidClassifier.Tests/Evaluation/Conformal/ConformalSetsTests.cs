using CovidClassifier.Evaluation.Conformal;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Evaluation.Conformal;

public class ConformalSetsTests
{
    private static readonly string[] Classes = ["COVID-19", "Normal"];

    // 9 images of a class: the level 0.9 needs the 9th of them, so that the least probable one of each class decides
    [Test]
    public void Fit_OfJustEnoughImages_TakesTheLeastProbableOfEachClass()
    {
        double[] covid = [0.9, 0.8, 0.35, 0.7, 0.6, 0.95, 0.99, 0.85, 0.75], normal = [0.9, 0.8, 0.7, 0.6, 0.95, 0.99, 0.85, 0.75, 0.2];
        var sets = ConformalSets.Fit(0.9, Rows(covid, normal), Labels(9, 9), Classes, out string? lack)!;
        Assert.That(lack, Is.Null);
        Assert.That(sets.LeastProbabilities, Is.EqualTo(new[] { 0.35, 0.2 }));
        Assert.That(sets.Of([0.5, 0.5]), Is.EqualTo(new[] { true, true }));
        Assert.That(sets.Of([0.9, 0.1]), Is.EqualTo(new[] { true, false }));
        Assert.That(sets.Of([0.3, 0.7]), Is.EqualTo(new[] { false, true }));
    }

    [Test]
    public void Fit_WithAClassOfTooFewImages_SaysWhichAndHowManyItTakes()
    {
        Assert.That(ConformalSets.Fit(0.9, Rows(new double[9], new double[8]), Labels(9, 8), Classes, out string? lack), Is.Null);
        Assert.That(lack, Is.EqualTo(
            "Prediction sets that hold 90 % need 9 images of each class that the model was not trained on; Normal has 8."));
    }

    [TestCase(0.9, 9, "90 %")]
    [TestCase(0.95, 19, "95 %")]
    [TestCase(0.999, 999, "99.9 %")]
    [TestCase(0.99999, 99_999, "99.999 %")]
    [TestCase(1 - 1e-12, int.MaxValue, "need 2147483647 images")]
    public void Lack_OfOneImageLess_SaysHowManyAreNeeded(double level, int needed, string said)
    {
        Assert.That(ConformalSets.Needed(level), Is.EqualTo(needed));
        Assert.That(ConformalSets.Lack(level, [needed, needed - 1], ["A", "B"]), Does.Contain(said).And.EndsWith($"; B has {needed - 1}."));
        Assert.That(ConformalSets.Lack(level, [needed, needed], ["A", "B"]), Is.Null);
    }

    [TestCase(0.5, 1)]
    [TestCase(0.8, 4)]
    [TestCase(0.9, 9)]
    [TestCase(0.95, 19)]
    [TestCase(0.99, 99)]
    public void Needed_IsTheFewestThatReachTheLevel(double level, int images) => Assert.That(ConformalSets.Needed(level), Is.EqualTo(images));

    // the promise itself: over many draws, each class's share in its sets is the level or a little above
    [TestCase(0.8)]
    [TestCase(0.9)]
    public void Of_NewImagesOfEachClass_HoldsThePromisedShare(double level)
    {
        RandomStream random = new Seed(11).Open();
        double[] held = [0, 0];
        const int draws = 4000, images = 30;
        for (int draw = 0; draw < draws; draw++)
        {
            double[] Draw(int count, double mean) => [.. Enumerable.Range(0, count).Select(_ => 1 / (1 + Math.Exp(-(mean + random.Normal()))))];
            var sets = ConformalSets.Fit(level, Rows(Draw(images, 0.3), Draw(images, 1.5)), Labels(images, images), Classes, out _)!;
            (double covid, double normal) = (Draw(1, 0.3)[0], Draw(1, 1.5)[0]);
            held[0] += sets.Of([covid, 1 - covid])[0] ? 1.0 / draws : 0;
            held[1] += sets.Of([1 - normal, normal])[1] ? 1.0 / draws : 0;
        }

        Assert.That(held, Is.All.InRange(level - 0.015, level + 1.0 / images + 0.015));
    }

    private static double[][] Rows(double[] covid, double[] normal) =>
        [.. covid.Select(p => (double[])[p, 1 - p]), .. normal.Select(p => (double[])[1 - p, p])];

    private static int[] Labels(int covid, int normal) => [.. Enumerable.Repeat(0, covid), .. Enumerable.Repeat(1, normal)];
}
