using CovidClassifier.Plumbing;

namespace CovidClassifier.Auditing;

/// <summary>Intervals from patients drawn with replacement (Efron and Tibshirani 1993, percentile interval); images of a patient come together.</summary>
internal static class PatientBootstrap
{
    /// <summary>The 95 % interval of a statistic.</summary>
    /// <param name="patients">Patient of each image, any numbers.</param>
    /// <param name="draws">How often to draw.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="statistic">Of how often each image was drawn; NaN where it is not defined for a draw.</param>
    /// <param name="cancellationToken">Looked at between draws.</param>
    /// <returns>NaN, NaN where most draws are not defined.</returns>
    public static (double Low, double High) Interval(
        IReadOnlyList<int> patients, int draws, Seed seed, Func<int[], double> statistic, CancellationToken cancellationToken)
    {
        int[] known = [.. patients.Distinct()];
        var index = known.Select((patient, i) => (patient, i)).ToDictionary(p => p.patient, p => p.i);
        int[] groups = [.. patients.Select(p => index[p])];
        double[] values = new double[draws];
        Parallel.For(0, draws, new ParallelOptions { CancellationToken = cancellationToken }, draw =>
        {
            RandomStream random = seed.For(draw).Open();
            int[] times = new int[known.Length];
            for (int i = 0; i < known.Length; i++)
            {
                times[random.Below(known.Length)]++;
            }

            values[draw] = statistic([.. groups.Select(g => times[g])]);
        });
        double[] defined = [.. values.Where(v => !double.IsNaN(v)).Order()];
        return defined.Length <= draws / 2
            ? (double.NaN, double.NaN)
            : (Quantile(defined, AuditRules.IntervalTail), Quantile(defined, 1 - AuditRules.IntervalTail));
    }

    /// <summary>Between the two nearest values, in proportion.</summary>
    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + (at - below) * (above - sorted[below]);
    }
}
