namespace CovidClassifier.Tests.Packaging;

public sealed class CardLocalTests
{
    [TestCase(0.3472, 0.3857, false, true)]
    [TestCase(0.3472, 0.2977, false, false)]
    [TestCase(0.3472, 0.3857, true, false)]
    public void Setback_IsToldWhereTheFittedModelDoesNoBetter(double before, double after, bool isPrevalenceGiven, bool isTold)
    {
        var local = new CardLocal
        {
            How = "adapted",
            Dataset = "clinic",
            Images = 50,
            Patients = 36,
            Prevalence = 0.5,
            IsPrevalenceGiven = isPrevalenceGiven,
            Before = Metrics(before),
            After = Metrics(after),
        };
        Assert.That(local.Setback, isTold
            ? Is.EqualTo("On images of patients that it was not fitted to, the adapted model does no better than the one before (log loss 0.3857, before " +
                "0.3472): keep that one, or give more images of this place.")
            : Is.Null);
    }

    private static CardMetrics Metrics(double logLoss) => new()
    {
        Images = 50,
        Values = new Dictionary<string, double> { [Metric.LogLoss.Key] = logLoss },
        Intervals = new Dictionary<string, MetricInterval> { [Metric.LogLoss.Key] = new(0.1, 0.6, "bootstrap") },
    };
}
