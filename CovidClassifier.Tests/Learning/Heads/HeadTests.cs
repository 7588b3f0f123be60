namespace CovidClassifier.Tests.Learning.Heads;

public class HeadTests
{
    [Test]
    public void Parse_KnowsEveryHeadByItsWord()
    {
        Assert.That(Head.All.Select(h => h.Name), Is.EqualTo(new[] { "maxent", "sdca", "svm", "mean", "lightgbm", "fastforest" }));
        Assert.That(Head.All.Select(h => Head.Parse(h.Name)), Is.EqualTo(Head.All));
    }

    [Test]
    public void Parse_OfAnotherWord_ListsTheHeads() =>
        Assert.That(() => Head.Parse("forest"),
            Throws.ArgumentException.With.Message.StartsWith("Head 'forest' is not one of: maxent, sdca, svm, mean, lightgbm, fastforest."));

    [Test]
    public void Description_GivesTheSettings() =>
        Assert.That(Head.MaximumEntropy(0.5).Description, Is.EqualTo("maxent, l2 0.5"));

    [Test]
    public void Penalty_OutOfRange_IsRefused([Values(0, -1, double.NaN, double.PositiveInfinity)] double l2)
    {
        Assert.That(() => Head.MaximumEntropy(l2), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Property("ParamName").EqualTo("l2"));
        Assert.That(() => Head.Sdca(l2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Head.LinearSvm(l2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
