using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;
using CovidClassifier.Guarding;

namespace CovidClassifier.Workflows;

/// <summary>
/// Compares traits of two sets of images: one by one, and all together by a classifier two-sample test (Lopez-Paz and Oquab, "Revisiting classifier two-sample
/// tests", ICLR 2017) with a linear rule, each image judged by a rule that was made without its fold.
/// </summary>
internal static class Drift
{
    private const int Folds = 5;
    private const string Before = "before", Now = "now";

    /// <param name="names">Of the traits.</param>
    /// <param name="reference">Traits of each image of the card.</param>
    /// <param name="images">Traits of each new image.</param>
    /// <param name="patients">Of each new image; null: unknown.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    public static (MetricResult Shift, IReadOnlyList<DriftTrait> Traits) Measure(
        IReadOnlyList<string> names, IReadOnlyList<double[]> reference, IReadOnlyList<double[]> images, IReadOnlyList<string?> patients, Seed seed)
    {
        double[] scores = Scores([.. reference, .. images], reference.Count, Groups(reference.Count, patients));
        MetricResult[] aurocs =
            [.. names.Select((_, t) => Auroc([.. reference.Select(r => r[t]), .. images.Select(i => i[t])], reference.Count, patients, seed))];
        double[] p = [.. names.Select((_, t) => MannWhitney([.. reference.Select(r => r[t])], [.. images.Select(i => i[t])]))];
        double[] corrected = Holm.Adjust(p);
        DriftTrait[] traits =
        [
            .. names.Select((name, t) => new DriftTrait(
                name, Median(reference.Select(r => r[t])), Median(images.Select(i => i[t])), aurocs[t], corrected[t])),
        ];
        return (Auroc(scores, reference.Count, patients, seed), [.. traits.OrderByDescending(t => Math.Abs(t.Auroc.Value - 0.5))]);
    }

    // images of one patient are judged by one rule
    private static int[] Groups(int reference, IReadOnlyList<string?> patients)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, reference), .. patients.Select((patient, i) => patient is null ? i
            : known.TryGetValue(patient, out int group) ? group : known[patient] = i)];
    }

    private static double[] Scores(double[][] rows, int reference, int[] groups)
    {
        double[][] ranks = Ranks(rows);
        double[] scores = new double[rows.Length];
        for (int fold = 0; fold < Folds; fold++)
        {
            int[] inside = [.. Enumerable.Range(0, rows.Length).Where(i => groups[i] % Folds != fold)];
            double[][] before = [.. inside.Where(i => i < reference).Select(i => ranks[i])], now = [.. inside.Where(i => i >= reference).Select(i => ranks[i])];
            double[] weights = Discriminant(before, now), middle = Centre([.. before, .. now]);
            foreach (int i in Enumerable.Range(0, rows.Length).Except(inside))
            {
                scores[i] = weights.Select((w, t) => w * (ranks[i][t] - middle[t])).Sum();
            }
        }

        return scores;
    }

    /// <summary>Fisher's discriminant with the shrunk covariance of both, each about its own mean.</summary>
    private static double[] Discriminant(double[][] before, double[][] now)
    {
        if (before.Length < 2 || now.Length < 2)
        {
            return new double[(before.Length > 0 ? before : now)[0].Length];
        }

        double[] from = Centre(before), to = Centre(now);
        double[][] about = [.. before.Select(r => Minus(r, from)), .. now.Select(r => Minus(r, to))];
        double[][] whitening = ShrunkGaussian.Of(about).Whitening;
        double[] difference = Minus(to, from);
        double[] whitened = [.. whitening.Select(w => w.Zip(difference, (a, b) => a * b).Sum())];
        return [.. difference.Select((_, t) => whitening.Zip(whitened, (w, v) => t < w.Length ? w[t] * v : 0).Sum())];
    }

    /// <summary>Each trait's share of images below, so that no outlier weighs more than its rank.</summary>
    private static double[][] Ranks(double[][] rows)
    {
        double[][] ranks = [.. rows.Select(r => new double[r.Length])];
        for (int t = 0; t < rows[0].Length; t++)
        {
            double[] sorted = [.. rows.Select(r => r[t]).Order()];
            for (int i = 0; i < rows.Length; i++)
            {
                int first = Array.FindIndex(sorted, v => v >= rows[i][t]), last = Array.FindLastIndex(sorted, v => v <= rows[i][t]);
                ranks[i][t] = (first + last + 1) / (2.0 * rows.Length);
            }
        }

        return ranks;
    }

    private static double[] Centre(double[][] rows) => [.. rows[0].Select((_, t) => rows.Average(r => r[t]))];

    private static double[] Minus(double[] row, double[] other) => [.. row.Zip(other, (a, b) => a - b)];

    /// <summary>How often a new image's number is above one of the card's.</summary>
    private static MetricResult Auroc(double[] numbers, int reference, IReadOnlyList<string?> patients, Seed seed)
    {
        // any rising map onto 0 to 1 keeps the order
        double[] sorted = [.. numbers.Distinct().Order()];
        double[] places = [.. numbers.Select(n => (Array.BinarySearch(sorted, n) + 1.0) / (sorted.Length + 1))];
        var predictions = new LabelledPredictions([Before, Now], Now, places.Select((place, i) => new LabelledPrediction(
            i < reference ? Before : Now, place > 0.5 ? Now : Before, [1 - place, place], null)
        {
            PatientId = i < reference ? null : patients[i - reference],
        }));
        return MetricIntervals.Of([Metric.Auroc.Of(predictions)], predictions, seed)[0];
    }

    /// <summary>Two-sided p-value of the rank sum test, by its normal approximation with ties.</summary>
    private static double MannWhitney(double[] before, double[] now)
    {
        double n = before.Length + now.Length;
        var ranked = new RankedScores([.. before.Select(_ => false), .. now.Select(_ => true)], [.. before, .. now]);
        double above = (ranked.Auroc().Value - 0.5) * before.Length * now.Length;
        double ties = before.Concat(now).GroupBy(v => v).Sum(g => Math.Pow(g.Count(), 3) - g.Count());
        double deviation = Math.Sqrt(before.Length * (double)now.Length / 12 * (n + 1 - ties / (n * (n - 1))));
        return deviation > 0 ? NormalDistribution.TwoSided(above / deviation) : 1;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
