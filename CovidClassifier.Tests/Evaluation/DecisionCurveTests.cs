using CovidClassifier.Evaluation;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Evaluation;

public class DecisionCurveTests
{
    private static readonly Seed Draws = new(3);

    // by hand, five images: at 20 %, A .9, A .2 and B .3 are called: 2/5 - 1/5 x 1/4 = 0.35; at 50 %, A .9 alone: 1/5; at 95 %, none
    [Test]
    public void Of_FiveImages_IsTheHandCalculation()
    {
        LabelledPredictions images = Images(("A", 0.9), ("A", 0.2), ("B", 0.3), ("B", 0.1), ("B", 0.05));
        IReadOnlyList<DecisionPoint> curve = DecisionCurve.Of(images, Draws);
        Assert.That(curve, Has.Count.EqualTo(99));
        Assert.That(curve[19].Threshold, Is.EqualTo(0.2));
        Assert.That(curve[19].Model.Value, Is.EqualTo(0.35).Within(1e-12));
        Assert.That(curve[49].Model.Value, Is.EqualTo(0.2).Within(1e-12));
        Assert.That(curve[94].Model.Value, Is.Zero);

        // calling all: 2/5 - 3/5 x 1/4 at 20 %; 2/5 - 3/5 at 50 %
        Assert.That(curve[19].All, Is.EqualTo(0.25).Within(1e-12));
        Assert.That(curve[49].All, Is.EqualTo(-0.2).Within(1e-12));
    }

    [Test]
    public void Of_ArbitraryImages_IsTheMetricAtEachThreshold() => SomeScores.ForAll(
        scores =>
        {
            IReadOnlyList<DecisionPoint> curve = DecisionCurve.Of(scores.Predictions, Draws);
            ClassificationMetrics metrics = ClassificationMetrics.Of(scores.Predictions);
            return curve.Where((_, k) => k % 7 == 0).All(p => Math.Abs(p.Model.Value - metrics[Metric.NetBenefit(p.Threshold)].Value) < 1e-9
                && !(p.Model.Interval.Low > p.Model.Value + 1e-9 && p.Model.Interval.High < p.Model.Value - 1e-9));
        },
        cases: 10);

    [Test]
    public void Of_ManyImages_HasTheIntervalOfTheMetric()
    {
        LabelledPredictions images = SomeScores.Draw(200, perPatient: 2).Predictions;
        MetricInterval curve = DecisionCurve.Of(images, Draws)[19].Model.Interval, metric = ClassificationMetrics.Of(images)[Metric.NetBenefitAt20].Interval;
        Assert.That(curve.Low, Is.EqualTo(metric.Low).Within(0.02));
        Assert.That(curve.High, Is.EqualTo(metric.High).Within(0.02));
    }

    [Test]
    public void Of_NothingToCall_IsEmpty()
    {
        Assert.That(DecisionCurve.Of(Images(), Draws), Is.Empty);
        Assert.That(DecisionCurve.Of(new LabelledPredictions(["A", "B"], null, [new LabelledPrediction("A", "A", [1, 0])]), Draws), Is.Empty);
    }

    private static LabelledPredictions Images(params (string Label, double Probability)[] images) => new(
        ["A", "B"], "A", images.Select(i => new LabelledPrediction(i.Label, i.Probability >= 0.5 ? "A" : "B", [i.Probability, 1 - i.Probability])));
}
