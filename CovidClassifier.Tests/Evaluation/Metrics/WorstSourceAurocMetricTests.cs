namespace CovidClassifier.Tests.Evaluation.Metrics;

public sealed class WorstSourceAurocMetricTests
{
    // five positives and five negatives; 'wins' of the 25 pairs are won
    private static IEnumerable<LabelledPrediction> Source(string name, int beaten)
    {
        for (int i = 0; i < 5; i++)
        {
            yield return Scored(name, "COVID-19", 0.5);
            yield return Scored(name, "Normal", i < beaten ? 0.1 : 0.9);
        }
    }

    private static LabelledPrediction Scored(string source, string label, double probability) =>
        new(label, "COVID-19", [probability, 1 - probability], XRayImage.FromFile("x.png") with { Source = source });

    private static double Worst(params IEnumerable<LabelledPrediction> images) => Result(images).Value;

    private static MetricResult Result(IEnumerable<LabelledPrediction> images) =>
        ClassificationMetrics.Of(new LabelledPredictions(["COVID-19", "Normal"], "COVID-19", images))[Metric.WorstSourceAuroc];

    [Test]
    public void Worst_OfThreeSources_IsTheLowestWithinOne() => Assert.That(
        Worst([.. Source("a", beaten: 5), .. Source("b", beaten: 2), .. Source("c", beaten: 4)]), Is.EqualTo(0.4).Within(1e-12));

    [Test]
    public void Worst_SourcesWithFewOfOneSide_PlayNoPart() => Assert.That(
        Worst([.. Source("a", beaten: 4), .. Source("b", beaten: 0).Take(9)]), Is.EqualTo(0.8).Within(1e-12));

    [Test]
    public void Worst_NoSourceHasBothSides_IsUndefinedWithTheReason() => Assert.That(
        Result([.. Source("a", beaten: 5).Take(9)]).Reason, Is.EqualTo("no source has 5 images of COVID-19 and 5 others"));

    [Test]
    public void Worst_WithoutImages_IsUndefined() => Assert.That(
        Result([.. Source("a", beaten: 5).Select(p => p with { Image = null })]).Reason, Is.EqualTo("the images' sources are not known"));

    [Test]
    public void Worst_ByName_IsSelectableAndNotAmongThoseAlwaysMeasured()
    {
        Assert.That(Metric.Parse("worst-source-auroc"), Is.SameAs(Metric.WorstSourceAuroc));
        Assert.That(Metric.All, Has.None.SameAs(Metric.WorstSourceAuroc));
    }
}
