using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Evaluation;

public sealed class ClassificationMetricsTests
{
    private const double Exact = 1e-12;
    private static readonly string[] TwoClasses = ["COVID-19", "Normal"];
    private static readonly string[] ThreeClasses = ["COVID-19", "Normal", "Pneumonia"];

    [Test]
    public void Compute_TwoClasses_GivesHandMadeNumbers()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(SomeScores.Of(
            TwoClasses, "COVID-19", [0, 0, 0, 1, 1], new double[][] { [0.9, 0.1], [0.6, 0.4], [0.2, 0.8], [0.3, 0.7], [0.6, 0.4] }, [0, 0, 1, 1, 0]));
        Assert.Multiple(() =>
        {
            Assert.That(metrics.Images, Is.EqualTo(5));
            Assert.That(metrics.Accuracy.Value, Is.EqualTo(3 / 5.0).Within(Exact));
            Assert.That(metrics.Sensitivity.Value, Is.EqualTo(2 / 3.0).Within(Exact));
            Assert.That(metrics.Specificity.Value, Is.EqualTo(1 / 2.0).Within(Exact));
            Assert.That(metrics.PositivePredictiveValue.Value, Is.EqualTo(2 / 3.0).Within(Exact));
            Assert.That(metrics.NegativePredictiveValue.Value, Is.EqualTo(1 / 2.0).Within(Exact));
            Assert.That(metrics.ByClass[0].F1.Value, Is.EqualTo(4 / 6.0).Within(Exact));
            Assert.That(metrics.Auroc.Value, Is.EqualTo(3.5 / 6).Within(Exact), "0.9 wins twice, 0.6 wins once and ties once, 0.2 loses twice");
            Assert.That(metrics.LogLoss.Value, Is.EqualTo(-Math.Log(0.9 * 0.6 * 0.2 * 0.7 * 0.4) / 5).Within(Exact));
        });
    }

    [Test]
    public void Compute_PredictedLabelsFromAThreshold_AreTakenAsGiven()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(SomeScores.Of(
            TwoClasses, "COVID-19", [0, 1], [[0.2, 0.8], [0.1, 0.9]], [0, 1]));
        Assert.That(metrics.Accuracy.Value, Is.EqualTo(1), "at a threshold of 0.15 both are right although 'Normal' is more probable twice");
    }

    [Test]
    public void Compute_ThreeClasses_MatchesScikitLearn()
    {
        // python3-sklearn 1.2.1: accuracy_score(y, p), f1_score(y, p, average=None|'macro'), recall_score, precision_score (average=None),
        // roc_auc_score(y == c, q[:, c]), roc_auc_score(y, q, multi_class='ovr', average='macro'), log_loss(y, q, eps=1e-15) on the arrays below
        int[] labels = [2, 0, 2, 1, 0, 2, 2, 0, 2, 0, 1, 2, 2, 0, 1, 2, 2, 2, 0, 1, 1, 1, 2, 2];
        int[] predicted = [1, 1, 2, 1, 1, 1, 1, 0, 2, 1, 0, 2, 2, 1, 1, 2, 0, 2, 1, 1, 1, 1, 2, 1];
        double[][] probabilities =
        [
            [0.14, 0.65, 0.21], [0.13, 0.62, 0.25], [0.04, 0.03, 0.93], [0.22, 0.68, 0.1], [0.21, 0.68, 0.11], [0.07, 0.7, 0.23],
            [0.37, 0.47, 0.16], [0.36, 0.28, 0.36], [0.31, 0.21, 0.48], [0.2, 0.78, 0.02], [0.77, 0.18, 0.05], [0.43, 0.08, 0.49],
            [0.4, 0.08, 0.52], [0.43, 0.52, 0.05], [0.15, 0.59, 0.26], [0.22, 0.03, 0.75], [0.54, 0.23, 0.23], [0.13, 0.06, 0.81],
            [0.39, 0.55, 0.06], [0.01, 0.96, 0.03], [0.29, 0.61, 0.1], [0.06, 0.82, 0.12], [0.12, 0.06, 0.82], [0.3, 0.4, 0.3],
        ];
        ClassificationMetrics metrics = ClassificationMetrics.Of(SomeScores.Of(ThreeClasses, "COVID-19", labels, probabilities, predicted));
        Assert.Multiple(() =>
        {
            Assert.That(metrics.Accuracy.Value, Is.EqualTo(0.5416666666666666).Within(Exact));
            Assert.That(metrics.ByClass.Select(c => c.F1.Value), Is.EqualTo(new[] { 0.2222222222222222, 0.5, 0.7368421052631579 }).Within(Exact));
            Assert.That(metrics.MacroF1.Value, Is.EqualTo(0.48635477582846004).Within(Exact));
            Assert.That(metrics.ByClass.Select(c => c.Recall.Value),
                Is.EqualTo(new[] { 0.16666666666666666, 0.8333333333333334, 0.5833333333333334 }).Within(Exact));
            Assert.That(metrics.ByClass.Select(c => c.Precision.Value), Is.EqualTo(new[] { 0.3333333333333333, 0.35714285714285715, 1.0 }).Within(Exact));
            Assert.That(metrics.ByClass.Select(c => c.Auroc.Value),
                Is.EqualTo(new[] { 0.5925925925925926, 0.7731481481481481, 0.9097222222222222 }).Within(Exact));
            Assert.That(metrics.Auroc.Value, Is.EqualTo(0.7584876543209876).Within(Exact));
            Assert.That(metrics.LogLoss.Value, Is.EqualTo(0.9077676447959445).Within(Exact));
            Assert.That(metrics.ConfusionMatrix.ToArray(), Is.EqualTo(new long[][] { [1, 5, 0], [1, 5, 0], [1, 4, 7] }));
        });
    }

    [Test]
    public void Compute_RenamedOrReorderedClasses_GivesTheSameNumbers()
    {
        (int[] labels, double[][] probabilities, int[] predicted) = Draw(60, 3);
        ClassificationMetrics before = ClassificationMetrics.Of(SomeScores.Of(ThreeClasses, "COVID-19", labels, probabilities, predicted));
        ClassificationMetrics after = ClassificationMetrics.Of(SomeScores.Of(
            ["Pneumonia", "Normal", "COVID-19"],
            "COVID-19",
            [.. labels.Select(c => 2 - c)],
            Array.ConvertAll(probabilities, row => row.Reverse().ToArray()),
            [.. predicted.Select(c => 2 - c)]));
        Assert.Multiple(() =>
        {
            Assert.That(after.Sensitivity.Value, Is.EqualTo(before.Sensitivity.Value));
            Assert.That(after.Specificity.Value, Is.EqualTo(before.Specificity.Value));
            Assert.That(after.ByClass.Reverse().Select(c => c.Auroc.Value), Is.EqualTo(before.ByClass.Select(c => c.Auroc.Value)));
            Assert.That(after.MacroF1.Value, Is.EqualTo(before.MacroF1.Value).Within(Exact));
            Assert.That(after.LogLoss.Value, Is.EqualTo(before.LogLoss.Value).Within(Exact));
        });
    }

    [Test]
    public void Compute_WithoutPositiveLabel_LeavesSensitivityUndefinedAndAurocDefined()
    {
        (int[] labels, double[][] probabilities, int[] predicted) = Draw(40, 2);
        ClassificationMetrics none = ClassificationMetrics.Of(SomeScores.Of(TwoClasses, null, labels, probabilities, predicted));
        Assert.That((none.Sensitivity.Value, none.Sensitivity.Reason), Is.EqualTo((double.NaN, "no positive label is chosen")));
        Assert.That(none.Auroc.IsDefined, Is.True);
    }

    [Test]
    public void Compute_ClassWithoutImages_LeavesItsAurocAndTheMeanUndefined()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(SomeScores.Of(
            ThreeClasses, "COVID-19", [0, 1], new double[][] { [0.8, 0.1, 0.1], [0.1, 0.8, 0.1] }, [0, 1]));
        Assert.That(metrics.ByClass[0].Auroc.Value, Is.EqualTo(1));
        Assert.That(metrics.ByClass[2].Auroc.Reason, Is.EqualTo("no image is labelled Pneumonia"));
        Assert.That(metrics.Auroc.Reason, Is.EqualTo("no image is labelled Pneumonia"));
    }

    [Test]
    public void Compute_NoImages_LeavesEverythingUndefined()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(SomeScores.Of(TwoClasses, "COVID-19", [], [], []));
        MetricResult[] all = [.. Metric.All.Select(m => metrics[m])];
        Assert.That(all.Select(m => m.Value), Is.All.NaN);
        Assert.That(all.Select(m => m.Reason), Is.All.Not.Null.And.All.Not.Empty);
        Assert.That(all.Select(m => m.Interval.IsDefined), Is.All.False);
    }

    [Test]
    public void Compute_SureAndWrong_CostsTheClippedLogarithm()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(SomeScores.Of(TwoClasses, null, [0], new double[][] { [0, 1] }, [1]));
        Assert.That(metrics.LogLoss.Value, Is.EqualTo(-Math.Log(1e-15)).Within(Exact));
    }

    [TestCase(new[] { 0.5, 1.5 }, "probabilities must lie in 0 to 1, got 1.5 for image 0.")]
    [TestCase(new[] { double.NaN, 1 }, "probabilities must lie in 0 to 1, got NaN for image 0.")]
    [TestCase(new[] { 0.5, 0.25 }, "The probabilities of an image must sum to 1, got 0.75 for image 0.")]
    [TestCase(new[] { 0.5 }, "probabilities must hold one number for each of the 2 classes, got 1 for image 0.")]
    [TestCase(null, "probabilities must hold one number for each of the 2 classes, got 0 for image 0.")]
    public void Compute_BadRow_IsRefused(double[]? row, string message) =>
        Assert.That(
            () => ClassificationMetrics.Of(SomeScores.Of(TwoClasses, null, [0], [row!], [0])),
            Throws.ArgumentException.With.Message.StartsWith(message));

    [Test]
    public void Compute_UnknownPositiveLabel_IsRefused()
    {
        Assert.That(
            () => ClassificationMetrics.Of(SomeScores.Of(TwoClasses, "Covid", [], [], [])),
            Throws.ArgumentException.With.Message.StartsWith("The positive label must be one of the class names (COVID-19, Normal), got 'Covid'."));
    }

    private static (int[] Labels, double[][] Probabilities, int[] Predicted) Draw(int images, int classes)
    {
        RandomStream random = new Seed(5).Open();
        int[] labels = [.. Enumerable.Range(0, images).Select(i => i % classes)];
        double[][] probabilities = Array.ConvertAll(labels, label =>
        {
            double[] weights = [.. Enumerable.Range(0, classes).Select(c => 0.1 + random.NextDouble() + (c == label ? 0.5 : 0))];
            return Array.ConvertAll(weights, w => w / weights.Sum());
        });
        return (labels, probabilities, Array.ConvertAll(probabilities, row => Array.IndexOf(row, row.Max())));
    }
}
