namespace CovidClassifier.Evaluation.Statistics;

/// <summary>An AUROC: DeLong's interval and paired test where each patient has one image; Newcombe's interval where draws show no spread.</summary>
/// <param name="ranking">One class against the rest.</param>
internal sealed class AreaUnderRoc(RankedScores ranking) : Statistic
{
    private readonly RankedScores _ranking = ranking;

    public override MetricValue Of(Draw draw) => _ranking.Auroc(draw.Weights);

    public override MetricInterval? OfIndependentImages(double value) => DeLong.Interval(_ranking);

    public override MetricInterval? WithoutSpread(double value, PatientIndex patients, MetricInterval bootstrap) =>
        AurocInterval.WithoutSpread(_ranking, patients, bootstrap);

    public override PairedTest Test(Statistic other, PairedTest bootstrap) => DeLong.Compare(_ranking, ((AreaUnderRoc)other)._ranking);
}
