using CovidClassifier.Evaluation;

namespace CovidClassifier.Tests.Evaluation;

public sealed class SubgroupTableTests
{
    [Test]
    public void Of_EveryFactor_CoversEveryImageOnceAndPutsUnknownLast()
    {
        IReadOnlyList<Subgroup> table = Table(60, i => (i % 3 == 0 ? null : i % 2 == 0 ? "F" : "M", i % 90));
        foreach (IGrouping<string, Subgroup> factor in table.GroupBy(g => g.Factor))
        {
            Assert.That(factor.Sum(g => g.Images), Is.EqualTo(60), factor.Key);
        }

        Assert.That(table.Where(g => g.Factor == "sex").Select(g => g.Name), Is.EqualTo(new[] { "F", "M", "unknown" }));
        Assert.That(table.Where(g => g.Factor == "age").Select(g => (g.Name, g.Images)), Is.EqualTo(new[] { ("0-17", 18), ("18-39", 22), ("40-59", 20) }));
        Assert.That(table.Single(g => g.Factor == "source").Name, Is.EqualTo("unknown"));
    }

    [Test]
    public void Of_AGroup_HasTheMetricsOfItsImagesAlone()
    {
        SomeScores s = SomeScores.Draw(60, classes: 3);
        int[] women = [.. Enumerable.Range(0, 60).Where(i => i % 4 == 0)];
        Subgroup group = Table(60, i => (i % 4 == 0 ? "F" : "M", null), s).First();
        SomeScores own = s.At(women);
        ClassificationMetrics expected = ClassificationMetrics.Of(own.OfUnknownPatients);
        Assert.That(group.Sensitivity.Value, Is.EqualTo(expected.Sensitivity.Value));
        Assert.That(group.Accuracy.Interval, Is.EqualTo(expected.Accuracy.Interval));
        Assert.That(group.Auroc.Value, Is.EqualTo(expected.ByClass[0].Auroc.Value), "the positive label against the rest");
    }

    [Test]
    public void Of_SmallGroup_IsListedWithoutFigures()
    {
        Subgroup small = Table(40, i => (i < 9 ? "F" : "M", null)).First();
        Assert.That((small.Name, small.Images), Is.EqualTo(("F", 9)));
        MetricResult[] all = [small.Accuracy, small.Sensitivity, small.Specificity, small.Auroc];
        Assert.That(all.Select(m => m.Reason), Is.All.EqualTo("the group has 9 images, and figures need 10"));
        Assert.That(all.Select(m => m.Interval.IsDefined), Is.All.False);
    }

    private static IReadOnlyList<Subgroup> Table(int images, Func<int, (string? Sex, double? Age)> facts, SomeScores? scores = null)
    {
        SomeScores s = scores ?? SomeScores.Draw(images);
        XRayImage[] xrays = [.. Enumerable.Range(0, images).Select(i => XRayImage.FromFile($"{i}.png") with { Sex = facts(i).Sex, Age = facts(i).Age })];
        return SubgroupTable.Of(new LabelledPredictions(s.ClassNames, "COVID-19",
            xrays.Select((x, i) => new LabelledPrediction(s.ClassNames[s.Labels[i]], s.ClassNames[s.Predicted[i]], s.Probabilities[i], x))));
    }
}
