using CovidClassifier.Plumbing;

namespace CovidClassifier.Evaluation;

/// <summary>
/// Shares of images with their 95 % intervals, as <see cref="UncertainMetrics"/> gives them: Wilson's where each patient has one image, else
/// the bootstrap over patients.
/// </summary>
internal static class ShareIntervals
{
    /// <summary>The share and its interval for each of <paramref name="shares"/>.</summary>
    public static IReadOnlyList<(Metric Share, MetricInterval Interval)> Of(IReadOnlyList<ImageShare> shares, PatientIndex patients, int images, Seed seed)
    {
        double[][]? draws = patients.AnyHasSeveralImages
            ? new PatientBootstrap(patients, images, seed).Run(shares.Count, (weights, values) =>
            {
                for (int s = 0; s < shares.Count; s++)
                {
                    (long part, long whole) = Count(shares[s], weights);
                    values[s] = whole == 0 ? double.NaN : (double)part / whole;
                }
            })
            : null;
        return [.. shares.Select((share, s) => Estimate(share, draws?[s], patients))];
    }

    private static (Metric, MetricInterval) Estimate(ImageShare share, double[]? draws, PatientIndex patients)
    {
        (long part, long whole) = Count(share, weights: null);
        if (whole == 0)
        {
            return (Metric.Undefined(share.Reason), MetricInterval.Undefined(share.Reason));
        }

        Metric value = Metric.Of((double)part / whole);
        if (draws is null)
        {
            return (value, Wilson.Interval(part, whole));
        }

        MetricInterval interval = PatientBootstrap.Interval(draws);
        if (!interval.IsDefined || interval.Low < interval.High)
        {
            return (value, interval);
        }

        int members = patients.CountOf(i => share.Whole[i]);
        return (value, PatientBootstrap.WithoutSpread(interval, Wilson.Interval(value.Value * members, members), FormattableString.Invariant($"of {members} patients")));
    }

    private static (long Part, long Whole) Count(ImageShare share, int[]? weights)
    {
        long part = 0, whole = 0;
        for (int i = 0; i < share.Whole.Length; i++)
        {
            if (share.Whole[i])
            {
                int weight = weights is null ? 1 : weights[i];
                whole += weight;
                part += share.Part[i] ? weight : 0;
            }
        }

        return (part, whole);
    }
}
