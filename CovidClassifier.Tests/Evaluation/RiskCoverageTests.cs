using CovidClassifier.Evaluation;

namespace CovidClassifier.Tests.Evaluation;

public class RiskCoverageTests
{
    // sureness 0.9 right, 0.8 wrong, 0.7 right, 0.6 wrong
    [Test]
    public void Of_FourImages_CountsWrongAnswersFromTheSurestOn()
    {
        LabelledPredictions images = Predictions(("A", "A", 0.9), ("B", "A", 0.8), ("A", "A", 0.7), ("B", "A", 0.6));
        RiskCoverage risk = RiskCoverage.Of(images);
        Assert.That(risk.Points.Select(p => p.Y), Is.EqualTo(new[] { 0, 1 / 2.0, 1 / 3.0, 2 / 4.0 }));
        Assert.That(risk.Area, Is.EqualTo((0 + 1 / 2.0 + 1 / 3.0 + 2 / 4.0) / 4).Within(1e-12));
        Assert.That((risk.At(0.25), risk.At(0.3), risk.At(1)), Is.EqualTo((0, 0.5, 0.5)));
    }

    [Test]
    public void Of_NoImages_IsUndefined() => Assert.That(RiskCoverage.Of(Predictions()).Area, Is.NaN);

    // by hand: sensitivity 3/4, specificity 4/5, at 10 %: PPV = 0.075 / (0.075 + 0.18), NPV = 0.72 / (0.72 + 0.025)
    [Test]
    public void PredictiveValues_AtAnotherPrevalence_FollowBayes()
    {
        LabelledPredictions images = Predictions(
            ("A", "A", 0.9), ("A", "A", 0.8), ("A", "A", 0.7), ("A", "B", 0.4),
            ("B", "B", 0.1), ("B", "B", 0.2), ("B", "B", 0.3), ("B", "B", 0.4), ("B", "A", 0.6));
        ClassificationMetrics metrics = ClassificationMetrics.Of(images);
        Assert.That(metrics[Metric.PositivePredictiveValueAt(0.1)].Value, Is.EqualTo(0.075 / 0.255).Within(1e-12));
        Assert.That(metrics[Metric.NegativePredictiveValueAt(0.1)].Value, Is.EqualTo(0.72 / 0.745).Within(1e-12));
        Assert.That(metrics[Metric.PositivePredictiveValueAt(4 / 9.0)].Value, Is.EqualTo(metrics.PositivePredictiveValue.Value).Within(1e-12));
        Assert.That(metrics[Metric.NegativePredictiveValueAt(4 / 9.0)].Value, Is.EqualTo(metrics.NegativePredictiveValue.Value).Within(1e-12));
        Assert.That(() => Metric.PositivePredictiveValueAt(1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static LabelledPredictions Predictions(params (string Label, string Predicted, double Probability)[] images) => new(
        ["A", "B"],
        "A",
        images.Select(i => new LabelledPrediction(i.Label, i.Predicted, [i.Probability, 1 - i.Probability])));
}
