using CovidClassifier.Evaluation.Metrics;

namespace CovidClassifier.Tests.Evaluation.Metrics;

public sealed class NetBenefitMetricTests
{
    // positives at 0.9, 0.5 and 0.1, negatives at 0.6 and 0.2
    private static readonly LabelledPredictions Worked = SomeScores.Of(
        ["COVID-19", "Normal"], "COVID-19", [0, 0, 0, 1, 1], [[0.9, 0.1], [0.5, 0.5], [0.1, 0.9], [0.6, 0.4], [0.2, 0.8]], [0, 0, 1, 0, 1]);

    [TestCase(0.5, (2 - 1.0) / 5)]
    [TestCase(0.2, (2 - (2 / 4.0)) / 5)]
    [TestCase(0.75, 1 / 5.0)]
    [TestCase(0.05, (3 - (2 / 19.0)) / 5)]
    public void Value_HandMade_WeighsFalseAlarmsByTheOdds(double threshold, double benefit) =>
        Assert.That(ClassificationMetrics.Of(Worked)[NetBenefitMetric.At(threshold)].Value, Is.EqualTo(benefit).Within(1e-12),
            "a probability at the threshold is called");

    [Test]
    public void Value_CallingEveryImage_IsVickersAndElkinsTreatAll()
    {
        // their equation with every image called: prevalence - (1 - prevalence) x t / (1 - t)
        LabelledPredictions all = SomeScores.Of(["P", "N"], "P", [0, 1, 1, 1], [[1, 0], [1, 0], [1, 0], [1, 0]], [0, 0, 0, 0]);
        Assert.That(ClassificationMetrics.Of(all)[NetBenefitMetric.At(0.4)].Value, Is.EqualTo(0.25 - (0.75 * 0.4 / 0.6)).Within(1e-12));
    }

    [Test]
    public void Value_PredictedLabels_PlayNoPart()
    {
        SomeScores s = SomeScores.Draw(30);
        Assert.That(
            ClassificationMetrics.Of((s with { Predicted = new int[30] }).Predictions)[Metric.NetBenefitAt20].Value,
            Is.EqualTo(ClassificationMetrics.Of(s.Predictions)[Metric.NetBenefitAt20].Value));
    }

    [Test]
    public void Value_WithoutAPositiveLabel_IsUndefined() => Assert.That(
        ClassificationMetrics.Of(SomeScores.Of(["P", "N"], null, [0], [[1, 0]], [0]))[Metric.NetBenefitAt20].Reason, Is.EqualTo("no positive label is chosen"));

    [Test]
    public void Interval_OfManyImages_IsNearTheNormalOne()
    {
        // a mean over independent images: its standard error is known
        LabelledPredictions predictions = SomeScores.Draw(400, lean: 0.2).Predictions;
        MetricResult benefit = ClassificationMetrics.Of(predictions)[NetBenefitMetric.At(0.5)];
        double[] each = [.. Enumerable.Range(0, 400).Select(i => predictions[i].Probabilities[0] < 0.5 ? 0 : predictions[i].Label == "COVID-19" ? 1.0 : -1)];
        double error = Math.Sqrt(each.Sum(e => (e - each.Average()) * (e - each.Average()))) / 400;
        Assert.That(benefit.Value, Is.EqualTo(each.Average()).Within(1e-12));
        Assert.That(benefit.Interval.Low, Is.EqualTo(benefit.Value - (1.96 * error)).Within(0.01));
        Assert.That(benefit.Interval.High, Is.EqualTo(benefit.Value + (1.96 * error)).Within(0.01));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void NetBenefit_AtNoThreshold_IsRefused(double threshold) => Assert.That(
        () => Metric.NetBenefit(threshold), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("threshold must lie strictly between 0 and 1"));
}
