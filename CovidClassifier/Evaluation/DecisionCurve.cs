using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Evaluation;

/// <summary>
/// Net benefit (<see cref="Metric.NetBenefit"/>) over threshold probabilities, beside calling every image and calling none: Vickers and Elkin, "Decision curve
/// analysis: a novel method for evaluating prediction models", Medical Decision Making 26, 2006. Intervals at each threshold from the patient bootstrap.
/// </summary>
internal static class DecisionCurve
{
    private const int Places = 99;

    private static readonly double[] Thresholds = [.. Enumerable.Range(1, Places).Select(t => t / (Places + 1.0))];

    /// <summary>From 1 % to 99 % in steps of one; none without images or without a positive label.</summary>
    public static IReadOnlyList<DecisionPoint> Of(LabelledPredictions images, Seed seed)
    {
        if (images.Positive is not { } positive || images.Count == 0)
        {
            return [];
        }

        bool[] isPositive = Array.ConvertAll(images.Labels, l => l == positive);
        int[] reached = Array.ConvertAll(images.Probabilities, row => Reached(row[positive]));
        double[] benefits = new double[Places];
        NetBenefits(reached, isPositive, [.. Enumerable.Repeat(1, images.Count)], benefits);
        double[][] draws = new PatientBootstrap(images.Patients, seed).Run(Places, (weights, values) => NetBenefits(reached, isPositive, weights, values));
        double share = (double)isPositive.Count(p => p) / images.Count;
        return
        [
            .. Thresholds.Select((t, k) => new DecisionPoint(
                t, new MetricResult(MetricValue.Of(benefits[k]), PatientBootstrap.Interval(draws[k])), share - ((1 - share) * t / (1 - t)))),
        ];
    }

    /// <summary>How many of the thresholds a probability reaches.</summary>
    private static int Reached(double probability)
    {
        int found = Array.BinarySearch(Thresholds, probability);
        return found >= 0 ? found + 1 : ~found;
    }

    private static void NetBenefits(int[] reached, bool[] isPositive, int[] weights, double[] benefits)
    {
        long[] positives = new long[Places + 1], others = new long[Places + 1];
        for (int i = 0; i < reached.Length; i++)
        {
            (isPositive[i] ? positives : others)[reached[i]] += weights[i];
        }

        long truly = 0, falsely = 0, all = positives.Sum() + others.Sum();
        for (int k = Places - 1; k >= 0; k--)
        {
            truly += positives[k + 1];
            falsely += others[k + 1];
            benefits[k] = (truly - (falsely * Thresholds[k] / (1 - Thresholds[k]))) / all;
        }
    }
}
