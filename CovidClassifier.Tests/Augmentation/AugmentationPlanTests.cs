using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Augmentation;

internal sealed class AugmentationPlanTests
{
    [Test]
    public void Plan_TheStudysFactor_Makes242Of84()
    {
        var plan = new AugmentationPlan(84, 2.881, new Seed(7));
        int[] copies = [.. Enumerable.Range(0, 84).Select(plan.CopiesOf)];
        Assert.That(plan.Count, Is.EqualTo(242));
        Assert.That(copies.Sum(), Is.EqualTo(242));
        Assert.That((copies.Count(c => c == 2), copies.Count(c => c == 3)), Is.EqualTo((10, 74)));
    }

    [TestCase(84, 1, 84)]
    [TestCase(84, 3, 252)]
    [TestCase(5, 1.5, 8)]
    [TestCase(3, 1.999, 6)]
    [TestCase(3, 2.1, 6)]
    [TestCase(0, 2.5, 0)]
    [TestCase(1, 2.5, 3)]
    public void Plan_AnyFactor_CountsTheRoundedTotal(int images, double factor, int total)
    {
        var plan = new AugmentationPlan(images, factor, new Seed(1));
        (int Image, int Copy)[] copies = [.. plan.Copies()];
        Assert.That(plan.Count, Is.EqualTo(total));
        Assert.That(copies, Has.Length.EqualTo(total));
        Assert.That(copies, Is.Unique);
        Assert.That(copies.Count(c => c.Copy == 0), Is.EqualTo(images), "every original is there");
        Assert.That(copies.GroupBy(c => c.Image).Select(g => g.Count()), Is.All.InRange((int)factor, (int)factor + 1));
    }

    [Test]
    public void Plan_TheSeed_ChoosesWhoHasOneMore()
    {
        bool[] More(ulong seed) => [.. Enumerable.Range(0, 50).Select(i => new AugmentationPlan(50, 1.5, new Seed(seed)).CopiesOf(i) == 2)];
        bool[] first = More(1);
        Assert.That(More(1), Is.EqualTo(first));
        Assert.That(More(2), Is.Not.EqualTo(first));
        Assert.That(first.Take(25), Does.Contain(false), "not simply the first ones");
    }

    [TestCase(0.99)]
    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(1e9)]
    public void Plan_AFactorOutsideItsRange_IsRefused(double factor) =>
        Assert.That(
            () => new AugmentationPlan(84, factor, default),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("factor must be 1 or more"));
}
