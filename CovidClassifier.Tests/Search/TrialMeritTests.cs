using CovidClassifier.Search;

namespace CovidClassifier.Tests.Search;

public class TrialMeritTests
{
    [Test]
    public void Compare_TheMetricDecides_AndALossOnlyATie()
    {
        TrialMerit best = new(0.9, 5), tied = new(0.9, 4), worse = new(0.8, 0.1), undefined = new(double.NegativeInfinity, 0);
        Assert.That(new[] { worse, undefined, best, tied }.OrderDescending(), Is.EqualTo(new[] { tied, best, worse, undefined }));
        Assert.That(best.CompareTo(best), Is.Zero);
    }
}
