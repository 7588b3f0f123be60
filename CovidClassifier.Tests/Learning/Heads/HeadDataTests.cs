using CovidClassifier.Learning.Heads;

namespace CovidClassifier.Tests.Learning.Heads;

public class HeadDataTests
{
    [Test]
    public void ClassWeights_MakeEveryClassCountTheSame()
    {
        HeadData data = SomeFeatures.Data([10, 30, 20]);
        Assert.That(data.Labels.Zip(data.RowWeights).Distinct().Select(p => p.Second), Is.EqualTo(new[] { 2, 2f / 3, 1 }).Within(1e-6));
        Assert.That(SomeFeatures.Data([10, 30], weighting: ClassWeighting.None).RowWeights, Is.All.EqualTo(1f));
    }

    [Test]
    public void RowsThatDoNotFit_AreRefused()
    {
        Assert.That(() => new HeadData([[1f], [2f]], [0], 2), Message("Each image needs one row of features and one class, got 2 rows and 1 classes."));
        Assert.That(() => new HeadData([[1f], [2f, 3f]], [0, 1], 2), Message("Every image must have as many features as the first (1), got 2 for image 1."));
        Assert.That(() => new HeadData([[1f], [2f]], [0, 0], 2), Message("Every class needs a training image, got none of class 1."));
        Assert.That(() => new HeadData([[1f], [float.NaN]], [0, 1], 2), Message("Features must be finite, got NaN as feature 0 of image 1."));
    }

    private static NUnit.Framework.Constraints.Constraint Message(string sentence) => Throws.ArgumentException.With.Message.StartsWith(sentence);
}
