using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Evaluation;

/// <summary>
/// 95 % intervals. Where any patient has several images, a bootstrap over patients: 2,000 draws, percentile, seeded. Where each patient has one image, the
/// statistic's own formula (Wilson's of a share, DeLong's of an
/// AUROC), and the bootstrap where it has none. Where all draws give the same value (every image right), the bootstrap knows no spread: what the statistic
/// has for that case, with patients for images, else none, with
/// the reason. Only sampling of patients is in the intervals, not another training or another hospital.
/// </summary>
internal static class MetricIntervals
{
    /// <summary>Every statistic's value with its interval.</summary>
    /// <param name="statistics">Of these predictions.</param>
    /// <param name="predictions">The images.</param>
    /// <param name="seed">Where the draws come from; the draws are the same for all statistics.</param>
    public static MetricResult[] Of(IReadOnlyList<Statistic> statistics, LabelledPredictions predictions, Seed seed)
    {
        var once = new Draw(predictions);
        MetricValue[] values = [.. statistics.Select(s => s.Of(once))];
        return [.. values.Zip(Of(statistics, values, predictions, seed), (value, interval) => new MetricResult(value, interval))];
    }

    /// <summary>Their intervals.</summary>
    /// <param name="statistics">Of these predictions.</param>
    /// <param name="values">What each is.</param>
    /// <param name="predictions">The images.</param>
    /// <param name="seed">Where the draws come from.</param>
    public static MetricInterval[] Of(IReadOnlyList<Statistic> statistics, MetricValue[] values, LabelledPredictions predictions, Seed seed)
    {
        bool areIndependent = !predictions.Patients.AnyHasSeveralImages;
        MetricInterval?[] intervals =
        [
            .. statistics.Select((s, i) => !values[i].IsDefined ? MetricInterval.Undefined(values[i].Reason!)
                : areIndependent ? s.OfIndependentImages(values[i].Value)
                : null),
        ];
        int[] drawn = [.. Enumerable.Range(0, intervals.Length).Where(i => intervals[i] is null)];
        double[][] draws = drawn.Length == 0 ? [] : new PatientBootstrap(predictions.Patients, seed).Run(drawn.Length, (weights, measured) =>
        {
            var draw = new Draw(predictions, weights);
            for (int d = 0; d < drawn.Length; d++)
            {
                measured[d] = statistics[drawn[d]].Of(draw).Value;
            }
        });
        for (int d = 0; d < drawn.Length; d++)
        {
            intervals[drawn[d]] = OfDraws(statistics[drawn[d]], values[drawn[d]].Value, predictions.Patients, draws[d]);
        }

        return [.. intervals.Select(i => i!.Value)];
    }

    private static MetricInterval OfDraws(Statistic statistic, double value, PatientIndex patients, double[] draws)
    {
        MetricInterval interval = PatientBootstrap.Interval(draws);
        return !interval.IsDefined || interval.Low < interval.High
            ? interval
            : statistic.WithoutSpread(value, patients, interval)
                ?? MetricInterval.Undefined("all bootstrap draws give the same value: the spread is too small to be seen in these images") with
                {
                    DegenerateDraws = interval.DegenerateDraws,
                };
    }
}
