using CovidClassifier.Evaluation;
using CovidClassifier.Plumbing;

namespace CovidClassifier.Tests.Evaluation;

public class ThresholdTableTests
{
    // probabilities of the positive class: three positives at 0.95, 0.6 and 0.3, two negatives at 0.6 and 0.05
    private static readonly ScoredImages Five = new(
        ["P", "N"], "P", [0, 0, 0, 1, 1], [.. new[] { 0.95, 0.6, 0.3, 0.6, 0.05 }.Select(p => new[] { p, 1 - p })], [0, 0, 1, 0, 1]);

    private static readonly PatientIndex OneEach = new(null, 5);

    [Test]
    public void Rates_AtTheModelsThreshold_AreThoseWorkedByHand()
    {
        ThresholdRow row = ThresholdTable.Of(Five, OneEach, own: 0.6, new Seed(1)).Single(r => r.IsModels);
        Assert.That(row.Flagged, Is.EqualTo(3), "a probability at the threshold reaches it");
        Assert.That(row.Rates["sensitivity"].Value.Value, Is.EqualTo(2.0 / 3));
        Assert.That(row.Rates["specificity"].Value.Value, Is.EqualTo(0.5));
        Assert.That(row.Rates["ppv"].Value.Value, Is.EqualTo(2.0 / 3));
        Assert.That(row.Rates["npv"].Value.Value, Is.EqualTo(0.5));
        Assert.That(row.Rates["sensitivity"].Interval, Is.EqualTo(Wilson.Interval(2, 3)));
    }

    [Test]
    public void Thresholds_AreInOrder_AndTheModelsStandsOnce()
    {
        IReadOnlyList<ThresholdRow> rows = ThresholdTable.Of(Five, OneEach, own: 0.5, new Seed(1));
        Assert.That(rows.Select(r => r.Threshold), Is.Ordered.And.Unique);
        Assert.That(rows.Count(r => r.IsModels), Is.EqualTo(1));
        Assert.That(ThresholdTable.Of(Five, OneEach, own: null, new Seed(1)).Any(r => r.IsModels), Is.False);
    }

    [Test]
    public void Rates_ThatNoImageDefines_SayWhy()
    {
        var low = new ScoredImages(["P", "N"], "P", [0, 1], [[0.5, 0.5], [0.4, 0.6]], [0, 1]);
        ThresholdRow row = ThresholdTable.Of(low, new PatientIndex(null, 2), own: null, new Seed(1)).Single(r => r.Threshold == 0.9);
        Assert.That(row.Rates["ppv"].Value.Reason, Is.EqualTo("no image reaches the threshold"));
    }

    [Test]
    public void Reliability_FiveImages_HasTheBinsWorkedByHand()
    {
        IReadOnlyList<ReliabilityBin> bins = ReliabilityBins.Of(Five, OneEach, new Seed(1));
        Assert.That(bins.Select(b => b.Images), Is.EqualTo(new[] { 1, 1, 2, 1 }));
        Assert.That(bins.Select(b => b.Mean), Is.EqualTo(new[] { 0.05, 0.3, 0.6, 0.95 }).Within(1e-12));
        Assert.That(bins.Select(b => b.Share.Value), Is.EqualTo(new[] { 0, 1, 0.5, 1 }));
    }

    [Test]
    public void Shares_OfPatientsWithSeveralImages_HaveTheBootstrapsIntervalOrWilsonsByPatient()
    {
        var pairs = new PatientIndex(["a", "a", "b", "b", "c"], 5);
        ThresholdRow row = ThresholdTable.Of(Five, pairs, own: 0.6, new Seed(1)).Single(r => r.IsModels);
        Assert.That(row.Rates["sensitivity"].Interval.Method, Does.StartWith("patient bootstrap"));
    }
}
