using CovidClassifier.Foundation;

namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// The 95 % interval of one AUROC: DeLong's where each patient has one image, else a bootstrap over patients; Newcombe's where the data show
/// no spread. Each names its method.
/// </summary>
internal static class AurocInterval
{
    /// <summary>The interval of an AUROC that is looked at alone.</summary>
    /// <param name="ranking">The images in the order of their scores.</param>
    /// <param name="patients">Who they are of.</param>
    /// <param name="seed">Decides the draws of the bootstrap.</param>
    /// <param name="cancellationToken">Looked at between draws.</param>
    public static MetricInterval Of(RankedScores ranking, PatientIndex patients, Seed seed, CancellationToken cancellationToken) =>
        !patients.AnyHasSeveralImages
            ? DeLong.Interval(ranking)
            : OfDraws(ranking, patients, new PatientBootstrap(patients, seed).Run(
                figures: 1, (weights, values) => values[0] = ranking.Auroc(weights).Value, cancellationToken)[0]);

    /// <summary>Newcombe's, where the bootstrap's draws show no spread.</summary>
    public static MetricInterval WithoutSpread(RankedScores ranking, PatientIndex patients, MetricInterval bootstrap)
    {
        int positives = patients.CountOf(i => ranking.IsPositive[i]), negatives = patients.CountOf(i => !ranking.IsPositive[i]);
        return PatientBootstrap.WithoutSpread(
            bootstrap, Newcombe.Interval(ranking.Auroc().Value, positives, negatives), FormattableString.Invariant($"of {positives} and {negatives} patients"));
    }

    private static MetricInterval OfDraws(RankedScores ranking, PatientIndex patients, double[] draws)
    {
        MetricInterval interval = PatientBootstrap.Interval(draws);
        return interval.IsDefined && interval.Low == interval.High ? WithoutSpread(ranking, patients, interval) : interval;
    }
}
