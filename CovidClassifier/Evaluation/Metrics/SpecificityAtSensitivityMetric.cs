using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>
/// Specificity at a sensitivity that is asked for, 0 to 1: the largest specificity that a threshold on the positive label's probability can have while its
/// sensitivity is at least that. The model's own threshold plays no
/// part, and the threshold is looked for in the very images measured on: it says what the ranking allows, not what a threshold chosen beforehand will give.
/// </summary>
internal static class SpecificityAtSensitivityMetric
{
    /// <param name="sensitivity">Above 0 up to 1.</param>
    public static Metric At(double sensitivity) => new(
        FormattableString.Invariant($"specificityAt{100 * sensitivity:0}Sensitivity"),
        FormattableString.Invariant($"Specificity at {100 * sensitivity:0.##} % sensitivity"),
        predictions => OneAgainstRest.OfPositive(predictions, c => new PointOfRoc(predictions.Ranking(c), sensitivity)))
    {
        Source = "Pepe, \"The statistical evaluation of medical tests for classification and prediction\", 2003, chapter 4; "
            + "interval: the threshold is looked for anew in each draw, Platt, Hanley and Yang, Statistics in Medicine 19, 2000",
        IsSelectable = true,
    };

    private sealed class PointOfRoc(RankedScores ranking, double sensitivity) : Statistic
    {
        public override MetricValue Of(Draw draw)
        {
            MetricValue area = ranking.Auroc(draw.Weights);
            if (!area.IsDefined)
            {
                return area;
            }

            IReadOnlyList<(long Positives, long Negatives)> levels = ranking.FromTheTop(draw.Weights);

            // what rounding adds to 95 % of 20 must not ask for a twentieth image
            double needed = (sensitivity * levels[^1].Positives) - 1e-9;
            return MetricValue.Of(1 - ((double)levels.First(level => level.Positives >= needed).Negatives / levels[^1].Negatives));
        }

        public override MetricInterval? WithoutSpread(double value, PatientIndex patients, MetricInterval bootstrap)
        {
            int members = patients.CountOf(i => !ranking.IsPositive[i]);
            return PatientBootstrap.WithoutSpread(bootstrap, Wilson.Interval(value * members, members), FormattableString.Invariant($"of {members} patients"));
        }
    }
}
