using CovidClassifier.Foundation;

namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// Percentile bootstrap (Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 13) over patients: as many patients as
/// there are, drawn with
/// replacement, each with all of its images, so that images of one patient are never taken for independent ones.
/// </summary>
/// <param name="patients">Who has which images.</param>
/// <param name="seed">A draw depends on it and the draw's number alone.</param>
internal sealed class PatientBootstrap(PatientIndex patients, Seed seed)
{
    public const int Draws = 2000;

    /// <summary>With fewer draws that define the metric, no interval is given.</summary>
    public const int FewestDraws = Draws / 2;

    public static readonly string Name = FormattableString.Invariant($"patient bootstrap, {Draws} draws");

    /// <summary>Values of each figure in each draw, [figure][draw]; NaN where a draw does not define it.</summary>
    /// <param name="figures">Number of figures.</param>
    /// <param name="measure">Writes the figures (second) for the number of times that each image counts (first).</param>
    /// <param name="cancellationToken">Looked at between draws.</param>
    public double[][] Run(int figures, Action<int[], double[]> measure, CancellationToken cancellationToken = default)
    {
        double[][] values = [.. Enumerable.Range(0, figures).Select(_ => new double[Draws])];
        int[] drawn = new int[patients.Count], weights = new int[patients.Images];
        double[] measured = new double[figures];
        for (int draw = 0; draw < Draws; draw++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RandomStream random = seed.For(draw).Open();
            Array.Clear(drawn);
            for (int i = 0; i < drawn.Length; i++)
            {
                drawn[random.Below(drawn.Length)]++;
            }

            for (int i = 0; i < patients.Images; i++)
            {
                weights[i] = drawn[patients[i]];
            }

            measure(weights, measured);
            for (int f = 0; f < figures; f++)
            {
                values[f][draw] = measured[f];
            }
        }

        return values;
    }

    /// <summary>From the 2.5th to the 97.5th percentile of the draws that define the metric; the others are counted.</summary>
    public static MetricInterval Interval(double[] values)
    {
        double[] defined = [.. values.Where(v => !double.IsNaN(v)).Order()];
        int degenerate = values.Length - defined.Length;
        if (defined.Length < FewestDraws)
        {
            return MetricInterval.Undefined($"{degenerate} of {values.Length} bootstrap draws do not define it") with { DegenerateDraws = degenerate };
        }

        return new MetricInterval(Percentile(defined, 0.025), Percentile(defined, 0.975), Name) { DegenerateDraws = degenerate };
    }

    /// <summary>What stands in for an interval whose draws are all alike: another method's, by patients.</summary>
    public static MetricInterval WithoutSpread(MetricInterval bootstrap, MetricInterval other, string of) => other with
    {
        Method = FormattableString.Invariant($"{other.Method} {of}, because all {Draws} draws of the patient bootstrap are alike"),
        DegenerateDraws = bootstrap.DegenerateDraws,
    };

    /// <summary>
    /// Two-sided p-value of a difference: twice the smaller share of draws on one side of 0, the seen data counting as one draw (Davison
    /// and Hinkley 1997).
    /// </summary>
    public static double PValue(double[] differences)
    {
        double[] defined = [.. differences.Where(d => !double.IsNaN(d))];
        int smaller = Math.Min(defined.Count(d => d <= 0), defined.Count(d => d >= 0));
        return Math.Min(1, 2.0 * (smaller + 1) / (defined.Length + 1));
    }

    // linear between the two neighbouring draws, Hyndman and Fan's type 7
    private static double Percentile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + ((place - below) * (above - sorted[below]));
    }
}
