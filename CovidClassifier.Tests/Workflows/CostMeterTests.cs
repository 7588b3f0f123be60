using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging;
using CovidClassifier.Workflows;

namespace CovidClassifier.Tests.Workflows;

public sealed class CostMeterTests
{
    [Test]
    public void Result_BeforeAnyModel_SaysSo() => Assert.That(
        () => new CostMeter().Result, Throws.InvalidOperationException.With.Message.EqualTo("What a model costs is known once a fold has made one; none has."));

    [Test]
    public void Result_OfAFoldWithoutImages_KnowsTheModelAndNoTimeOfScoring()
    {
        using var scorer = new ImageScorer(SomeModel.Scoring(SomeModel.Network(2)), SomeModel.TwoClasses, 64, 64);
        var meter = new CostMeter();
        meter.Begin();
        meter.Trained();
        meter.Measure(scorer, parameters: 34, bytes: 900, [], _ => throw new NotSupportedException(), default);
        Assert.That((meter.Result.Parameters, meter.Result.ModelBytes), Is.EqualTo((34L, 900L)));
        Assert.That(meter.Result.ScoringTime, Is.Null);
        Assert.That(meter.IsMeasured, Is.False, "a later fold may have images");
    }

    [Test]
    public void Result_OfTwoTrainings_IsTheirMeanAfterThePreparation()
    {
        using var scorer = new ImageScorer(SomeModel.Scoring(SomeModel.Network(2)), SomeModel.TwoClasses, 64, 64);
        var meter = new CostMeter();
        meter.Prepared();
        meter.Measure(scorer, parameters: 34, bytes: 900, [XRayImage.FromFile("a.png")], _ => new(64, 64, new byte[64 * 64]), default);
        TimeSpan prepared = meter.Result.TrainingTime;
        Assert.That(meter.Result.ScoringTime, Is.GreaterThan(TimeSpan.Zero));
        meter.Begin();
        Thread.Sleep(60);
        meter.Trained();
        meter.Begin();
        meter.Trained();
        Assert.That(meter.Result.TrainingTime - prepared, Is.InRange(TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(55)),
            "60 ms and next to nothing");
    }
}
