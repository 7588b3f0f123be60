using CovidClassifier.Evaluation;

namespace CovidClassifier.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    private const double Exact = 1e-12;

    // 10 images of A, 6 of B, 4 of C; worked by hand:
    //        A  B  C  <- predicted
    //    A   7  2  1
    //    B   1  5  0
    //    C   2  1  1
    private static readonly ConfusionMatrix Worked = Of(["A", "B", "C"], [[7, 2, 1], [1, 5, 0], [2, 1, 1]]);

    [Test]
    public void Count_WorkedCase_GivesHandMadeRates()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Worked.Images, Is.EqualTo(20));
            Assert.That(Worked[0, 1], Is.EqualTo(2), "row is the label, column the predicted label");
            Assert.That(Worked.Accuracy.Value, Is.EqualTo(13 / 20.0).Within(Exact));
            Assert.That(Worked.Recall(0).Value, Is.EqualTo(7 / 10.0).Within(Exact));
            Assert.That(Worked.RecallOfRest(0).Value, Is.EqualTo(7 / 10.0).Within(Exact), "B and C as one: 5 + 0 + 1 + 1 of 10");
            Assert.That(Worked.Precision(1).Value, Is.EqualTo(5 / 8.0).Within(Exact));
            Assert.That(Worked.PrecisionOfRest(1).Value, Is.EqualTo(11 / 12.0).Within(Exact));
            Assert.That(Worked.F1(2).Value, Is.EqualTo(2 / 6.0).Within(Exact));
            Assert.That(Worked.MacroF1.Value, Is.EqualTo((14 / 20.0 + 10 / 14.0 + 2 / 6.0) / 3).Within(Exact));
        });
    }

    [Test]
    public void ToArray_GivesCountsByLabelThenPredictedLabel() =>
        Assert.That(Worked.ToArray(), Is.EqualTo(new long[][] { [7, 2, 1], [1, 5, 0], [2, 1, 1] }));

    [Test]
    public void Rates_WithoutDenominator_AreUndefinedWithReason()
    {
        ConfusionMatrix onlyB = Of(["A", "B"], [[0, 0], [0, 4]]);
        Assert.Multiple(() =>
        {
            AssertUndefined(onlyB.Recall(0), "no image is labelled A");
            AssertUndefined(onlyB.Precision(0), "no image is predicted A");
            AssertUndefined(onlyB.RecallOfRest(1), "no image is labelled other than B");
            AssertUndefined(onlyB.PrecisionOfRest(1), "no image is predicted other than B");
            AssertUndefined(onlyB.F1(0), "no image is labelled or predicted A");
            AssertUndefined(onlyB.MacroF1, "no image is labelled or predicted A");
            AssertUndefined(Of(["A"], [[0]]).Accuracy, "there are no images");
            Assert.That(onlyB.Recall(1).Value, Is.EqualTo(1));
        });
    }

    [Test]
    public void F1_ClassNeverPredicted_IsZeroNotUndefined() =>
        Assert.That(Of(["A", "B"], [[0, 3], [0, 4]]).F1(0), Is.EqualTo(Metric.Of(0)));

    [TestCase(new[] { 0, 2 }, new[] { 0, 1 }, "labels must be class indices 0 to 1, got 2 for image 1.")]
    [TestCase(new[] { 0, 1 }, new[] { -1, 1 }, "predictedLabels must be class indices 0 to 1, got -1 for image 0.")]
    [TestCase(new[] { 0, 1 }, new[] { 1 }, "predictedLabels must hold one entry for each of the 2 labels, got 1.")]
    public void Count_BadIndices_AreRefused(int[] labels, int[] predictedLabels, string message) =>
        Assert.That(() => ConfusionMatrix.Count(["A", "B"], labels, predictedLabels), Throws.ArgumentException.With.Message.StartsWith(message));

    [Test]
    public void Count_RepeatedClassName_IsRefused() =>
        Assert.That(
            () => ConfusionMatrix.Count(["A", "A"], [], []),
            Throws.ArgumentException.With.Message.StartsWith("Class names must differ, got 'A' twice."));

    [Test]
    public void Metric_Undefined_IsNaNNeverZero()
    {
        var metric = Metric.Undefined("there are no images");
        Assert.That(metric.Value, Is.NaN);
        Assert.That(metric.ToString(), Is.EqualTo("undefined (there are no images)"));
        Assert.That(() => Metric.Of(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static void AssertUndefined(Metric metric, string reason) =>
        Assert.That(metric, Is.EqualTo(new Metric(double.NaN, reason)));

    private static ConfusionMatrix Of(string[] classNames, int[][] counts)
    {
        var pairs = (from label in Enumerable.Range(0, counts.Length)
                     from predicted in Enumerable.Range(0, counts.Length)
                     from _ in Enumerable.Range(0, counts[label][predicted])
                     select (label, predicted)).ToArray();
        return ConfusionMatrix.Count(classNames, [.. pairs.Select(p => p.label)], [.. pairs.Select(p => p.predicted)]);
    }
}
