using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>
/// Net benefit at a threshold probability that says what a missed positive image is worth: TP / n - FP / n x t / (1 - t), where images whose probability
/// of the positive label is t or more count as called. At t = 0.2 one
/// positive image found outweighs four false alarms. 0 is calling no image, the share of positives is the most; below 0 the model does more harm than
/// doing without. It speaks of this data's share of positives only, and of
/// probabilities that are worth their face value.
/// </summary>
internal static class NetBenefitMetric
{
    /// <param name="threshold">Strictly between 0 and 1.</param>
    public static Metric At(double threshold) => new(
        FormattableString.Invariant($"netBenefitAt{100 * threshold:00}"),
        FormattableString.Invariant($"Net benefit at {100 * threshold:0.##} %"),
        predictions => OneAgainstRest.OfPositive(predictions, c => new MeanOverImages(
            [.. predictions.Labels.Select((label, i) => OfImage(label == c, predictions.Probabilities[i][c], threshold))])))
    {
        Source = "Vickers and Elkin, \"Decision curve analysis: a novel method for evaluating prediction models\", Medical Decision Making 26, 2006",
        Lowest = -Harm(threshold),
        IsSelectable = true,
    };

    private static double OfImage(bool isPositive, double probability, double threshold) => probability < threshold ? 0 : isPositive ? 1 : -Harm(threshold);

    private static double Harm(double threshold) => threshold / (1 - threshold);
}
