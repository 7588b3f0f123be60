using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Evaluation;

public class ThresholdTableTests
{
    // probabilities of the positive class: three positives at 0.95, 0.6 and 0.3, two negatives at 0.6 and 0.05
    private static readonly LabelledPredictions Five = Of(null);

    [Test]
    public void Rates_AtTheModelsThreshold_AreThoseWorkedByHand()
    {
        ThresholdRow row = ThresholdTable.Of(Five, own: 0.6, new Seed(1)).Single(r => r.IsModels);
        Assert.That(row.Flagged, Is.EqualTo(3), "a probability at the threshold reaches it");
        Assert.That(row.Rates[Metric.Sensitivity].Value, Is.EqualTo(2.0 / 3));
        Assert.That(row.Rates[Metric.Specificity].Value, Is.EqualTo(0.5));
        Assert.That(row.Rates[Metric.PositivePredictiveValue].Value, Is.EqualTo(2.0 / 3));
        Assert.That(row.Rates[Metric.NegativePredictiveValue].Value, Is.EqualTo(0.5));
        Assert.That(row.Rates[Metric.Sensitivity].Interval, Is.EqualTo(Wilson.Interval(2, 3)));
    }

    [Test]
    public void Thresholds_AreInOrder_AndTheModelsStandsOnce()
    {
        IReadOnlyList<ThresholdRow> rows = ThresholdTable.Of(Five, own: 0.5, new Seed(1));
        Assert.That(rows.Select(r => r.Threshold), Is.Ordered.And.Unique);
        Assert.That(rows.Count(r => r.IsModels), Is.EqualTo(1));
        Assert.That(ThresholdTable.Of(Five, own: null, new Seed(1)).Any(r => r.IsModels), Is.False);
    }

    [Test]
    public void Rates_ThatNoImageDefines_SayWhy()
    {
        LabelledPredictions low = SomeScores.Of(["P", "N"], "P", [0, 1], [[0.5, 0.5], [0.4, 0.6]], [0, 1]);
        ThresholdRow row = ThresholdTable.Of(low, own: null, new Seed(1)).Single(r => r.Threshold == 0.9);
        Assert.That(row.Rates[Metric.PositivePredictiveValue].Reason, Is.EqualTo("no image reaches the threshold"));
    }

    [Test]
    public void Reliability_FiveImages_HasTheBinsWorkedByHand()
    {
        IReadOnlyList<ReliabilityBin> bins = ReliabilityBins.Of(Five, new Seed(1));
        Assert.That(bins.Select(b => b.Images), Is.EqualTo(new[] { 1, 1, 2, 1 }));
        Assert.That(bins.Select(b => b.Mean), Is.EqualTo(new[] { 0.05, 0.3, 0.6, 0.95 }).Within(1e-12));
        Assert.That(bins.Select(b => b.Share.Value), Is.EqualTo(new[] { 0, 1, 0.5, 1 }));
    }

    [Test]
    public void Shares_OfPatientsWithSeveralImages_HaveTheBootstrapsIntervalOrWilsonsByPatient()
    {
        ThresholdRow row = ThresholdTable.Of(Of(["a", "a", "b", "b", "c"]), own: 0.6, new Seed(1)).Single(r => r.IsModels);
        Assert.That(row.Rates[Metric.Sensitivity].Interval.Method, Does.StartWith("patient bootstrap"));
    }

    private static LabelledPredictions Of(string[]? patients) => SomeScores.Of(
        ["P", "N"], "P", [0, 0, 0, 1, 1], [.. new[] { 0.95, 0.6, 0.3, 0.6, 0.05 }.Select(p => new[] { p, 1 - p })], [0, 0, 1, 0, 1], patients);
}
