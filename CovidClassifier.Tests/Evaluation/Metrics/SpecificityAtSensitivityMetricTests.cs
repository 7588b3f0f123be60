using CovidClassifier.Evaluation.Metrics;

namespace CovidClassifier.Tests.Evaluation.Metrics;

public sealed class SpecificityAtSensitivityMetricTests
{
    // from the top: + - + - - : sensitivity 1/2 at specificity 1, 1 at 2/3
    private static readonly LabelledPredictions Worked = Of([true, false, true, false, false], [0.9, 0.8, 0.7, 0.3, 0.1]);

    [TestCase(0.5, 1.0)]
    [TestCase(0.51, 2 / 3.0)]
    [TestCase(0.95, 2 / 3.0)]
    [TestCase(1.0, 2 / 3.0)]
    public void Value_HandMade_IsTheBestThresholdThatReachesTheSensitivity(double sensitivity, double specificity) =>
        Assert.That(ClassificationMetrics.Of(Worked)[SpecificityAtSensitivityMetric.At(sensitivity)].Value, Is.EqualTo(specificity).Within(1e-12));

    [Test]
    public void Value_ImagesOfOneScore_ArePassedTogether() =>
        Assert.That(At95(Of([true, false, false, true], [0.5, 0.5, 0.5, 0.9])), Is.Zero, "the second positive comes only with both negatives");

    [Test]
    public void Value_NineteenOfTwentyPositives_AreEnough()
    {
        // the last positive lies below every negative; 0.95 x 20 is 19 images, whatever the processor makes of it
        bool[] isPositive = [.. Enumerable.Range(0, 25).Select(i => i is < 19 or 24)];
        Assert.That(At95(Of(isPositive, [.. Enumerable.Range(0, 25).Select(i => 1 - (i / 25.0))])), Is.EqualTo(1));
    }

    [Test]
    public void Value_AnyImages_IsTheSlowDefinitions() => SomeScores.ForAll(s =>
    {
        bool[] isPositive = Array.ConvertAll(s.Labels, l => l == 0);
        double[] scores = Array.ConvertAll(s.Probabilities, row => row[0]);
        int positives = isPositive.Count(p => p), negatives = isPositive.Length - positives;
        double[] reached =
        [
            .. scores.Where(t => scores.Where((score, i) => isPositive[i] && score >= t).Count() * 20 >= positives * 19)
                .Select(t => scores.Where((score, i) => !isPositive[i] && score < t).Count() / (double)negatives),
        ];
        MetricResult found = ClassificationMetrics.Of(s.Predictions)[Metric.SpecificityAt95Sensitivity];
        return negatives == 0 ? found.Reason == "no image is labelled other than COVID-19" : Math.Abs(found.Value - reached.Max()) < 1e-12;
    });

    [Test]
    public void Value_WithoutAPositiveImage_IsUndefined() => Assert.That(
        ClassificationMetrics.Of(Of([false, false], [0.1, 0.2]))[Metric.SpecificityAt95Sensitivity].Reason, Is.EqualTo("no image is labelled COVID-19"));

    [Test]
    public void Interval_HoldsTheValueAndIsABootstrapsAlsoWhereEachPatientHasOneImage()
    {
        MetricResult found = ClassificationMetrics.Of(SomeScores.Draw(120).Predictions)[Metric.SpecificityAt95Sensitivity];
        Assert.That(found.Interval.Method, Is.EqualTo("patient bootstrap, 2000 draws"));
        Assert.That(found.Value, Is.InRange(found.Interval.Low, found.Interval.High));
    }

    [Test]
    public void Interval_EveryPositiveAboveEveryNegative_HasAWidth()
    {
        MetricInterval interval = ClassificationMetrics.Of(SomeScores.Draw(40, lean: 100).Predictions)[Metric.SpecificityAt95Sensitivity].Interval;
        Assert.That(interval.Method, Is.EqualTo("Wilson of 20 patients, because all 2000 draws of the patient bootstrap are alike"));
        Assert.That(interval.High - interval.Low, Is.GreaterThan(0.1));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void SpecificityAtSensitivity_OutOfRange_IsRefused(double sensitivity) => Assert.That(
        () => Metric.SpecificityAtSensitivity(sensitivity), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("sensitivity must lie strictly between 0 and 1"));

    private static double At95(LabelledPredictions predictions) => ClassificationMetrics.Of(predictions)[Metric.SpecificityAt95Sensitivity].Value;

    private static LabelledPredictions Of(bool[] isPositive, double[] scores) => SomeScores.Of(
        ["COVID-19", "Normal"],
        "COVID-19",
        Array.ConvertAll(isPositive, p => p ? 0 : 1),
        Array.ConvertAll(scores, p => new[] { p, 1 - p }),
        Array.ConvertAll(scores, p => p >= 0.5 ? 0 : 1));
}
