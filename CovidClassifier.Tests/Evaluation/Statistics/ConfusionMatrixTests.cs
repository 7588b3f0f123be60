using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Tests.Evaluation.Statistics;

public sealed class ConfusionMatrixTests
{
    private const double Exact = 1e-12;

    // 10 images of A, 6 of B, 4 of C; worked by hand:
    //        A  B  C  <- predicted
    //    A   7  2  1
    //    B   1  5  0
    //    C   2  1  1
    private static readonly int[][] WorkedCounts = [[7, 2, 1], [1, 5, 0], [2, 1, 1]];

    private static readonly int[][] OnlyB = [[0, 0], [0, 4]];

    private static readonly ConfusionMatrix Worked = Metrics("A").ConfusionMatrix;

    [Test]
    public void Count_WorkedCase_GivesHandMadeRates()
    {
        ClassificationMetrics a = Metrics("A"), b = Metrics("B");
        Assert.Multiple(() =>
        {
            Assert.That(Worked.Images, Is.EqualTo(20));
            Assert.That(Worked[0, 1], Is.EqualTo(2), "row is the label, column the predicted label");
            Assert.That(a.Accuracy.Value, Is.EqualTo(13 / 20.0).Within(Exact));
            Assert.That(a.Sensitivity.Value, Is.EqualTo(7 / 10.0).Within(Exact));
            Assert.That(a.ByClass[0].Recall.Value, Is.EqualTo(7 / 10.0).Within(Exact));
            Assert.That(a.Specificity.Value, Is.EqualTo(7 / 10.0).Within(Exact), "B and C as one: 5 + 0 + 1 + 1 of 10");
            Assert.That(b.PositivePredictiveValue.Value, Is.EqualTo(5 / 8.0).Within(Exact));
            Assert.That(b.ByClass[1].Precision.Value, Is.EqualTo(5 / 8.0).Within(Exact));
            Assert.That(b.NegativePredictiveValue.Value, Is.EqualTo(11 / 12.0).Within(Exact));
            Assert.That(b.ByClass[2].F1.Value, Is.EqualTo(2 / 6.0).Within(Exact));
            Assert.That(b.MacroF1.Value, Is.EqualTo((14 / 20.0 + 10 / 14.0 + 2 / 6.0) / 3).Within(Exact));
        });
    }

    [Test]
    public void ToArray_GivesCountsByLabelThenPredictedLabel() =>
        Assert.That(Worked.ToArray(), Is.EqualTo(new long[][] { [7, 2, 1], [1, 5, 0], [2, 1, 1] }));

    [Test]
    public void ToString_IsATableForPeople() => Assert.That(
        Worked.ToString(), Is.EqualTo("true class  as A  as B  as C\nA           7     2     1\nB           1     5     0\nC           2     1     1"));

    [Test]
    public void Rates_WithoutDenominator_AreUndefinedWithReason()
    {
        ClassificationMetrics a = Metrics("A", OnlyB), b = Metrics("B", OnlyB);
        Assert.Multiple(() =>
        {
            Assert.That(a.Sensitivity.Reason, Is.EqualTo("no image is labelled A"));
            Assert.That(a.PositivePredictiveValue.Reason, Is.EqualTo("no image is predicted A"));
            Assert.That(b.Specificity.Reason, Is.EqualTo("no image is labelled other than B"));
            Assert.That(b.NegativePredictiveValue.Reason, Is.EqualTo("no image is predicted other than B"));
            Assert.That(a.F1.Reason, Is.EqualTo("no image is labelled or predicted A"));
            Assert.That(a.MacroF1.Reason, Is.EqualTo("no image is labelled or predicted A"));
            Assert.That(Metrics("A", [[0, 0], [0, 0]]).Accuracy.Reason, Is.EqualTo("there are no images"));
            Assert.That(b.Sensitivity.Value, Is.EqualTo(1));
            Assert.That(a.Sensitivity.Value, Is.NaN, "never 0");
        });
    }

    [Test]
    public void F1_ClassNeverPredicted_IsZeroNotUndefined() =>
        Assert.That(Metrics("A", [[0, 3], [0, 4]]).F1.Value, Is.Zero);

    [Test]
    public void MetricValue_Undefined_IsNaNNeverZero()
    {
        var metric = MetricValue.Undefined("there are no images");
        Assert.That(metric.Value, Is.NaN);
        Assert.That(metric.ToString(), Is.EqualTo("undefined (there are no images)"));
        Assert.That(() => MetricValue.Of(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static ClassificationMetrics Metrics(string positive, int[][]? counts = null) => ClassificationMetrics.Of(Of(positive, counts ?? WorkedCounts));

    private static LabelledPredictions Of(string positive, int[][] counts)
    {
        string[] names = ["A", "B", "C"];
        var pairs = (from label in Enumerable.Range(0, counts.Length)
                     from predicted in Enumerable.Range(0, counts.Length)
                     from _ in Enumerable.Range(0, counts[label][predicted])
                     select (label, predicted)).ToArray();
        double[][] rows = [.. pairs.Select(_ => Enumerable.Repeat(1.0 / counts.Length, counts.Length).ToArray())];
        return SomeScores.Of(names[..counts.Length], positive, [.. pairs.Select(p => p.label)], rows, [.. pairs.Select(p => p.predicted)]);
    }
}
