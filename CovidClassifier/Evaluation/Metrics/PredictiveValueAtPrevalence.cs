using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Evaluation.Metrics;

/// <summary>
/// PPV and NPV where another share of patients is positive than in the data: by Bayes' rule from sensitivity and specificity, which do not depend on that share
/// as long as positive patients look like those measured on.
/// </summary>
internal static class PredictiveValueAtPrevalence
{
    private const string Rule = "Altman and Bland, \"Diagnostic tests 2: predictive values\", BMJ 309, 1994";

    /// <param name="prevalence">Share of positive patients, strictly between 0 and 1.</param>
    public static Metric Positive(double prevalence) => new(
        FormattableString.Invariant($"ppvAt{100 * prevalence:0.##}"),
        FormattableString.Invariant($"PPV at {100 * prevalence:0.##} %"),
        predictions => OneAgainstRest.OfPositive(predictions, c => new BayesRule(predictions, c, prevalence, isPositive: true)))
    { Source = Rule };

    /// <inheritdoc cref="Positive"/>
    public static Metric Negative(double prevalence) => new(
        FormattableString.Invariant($"npvAt{100 * prevalence:0.##}"),
        FormattableString.Invariant($"NPV at {100 * prevalence:0.##} %"),
        predictions => OneAgainstRest.OfPositive(predictions, c => new BayesRule(predictions, c, prevalence, isPositive: false)))
    { Source = Rule };

    private sealed class BayesRule(LabelledPredictions predictions, int positive, double prevalence, bool isPositive) : Statistic
    {
        private readonly ShareOfImages _sensitivity = new(
            predictions, (label, _) => label == positive, (_, predicted) => predicted == positive, $"no image is labelled {predictions.ClassNames[positive]}");

        private readonly ShareOfImages _specificity = new(
            predictions, (label, _) => label != positive, (_, predicted) => predicted != positive,
            $"no image is labelled other than {predictions.ClassNames[positive]}");

        public override MetricValue Of(Draw draw)
        {
            MetricValue sensitivity = _sensitivity.Of(draw), specificity = _specificity.Of(draw);
            if (!sensitivity.IsDefined || !specificity.IsDefined)
            {
                return sensitivity.IsDefined ? specificity : sensitivity;
            }

            (double found, double missed) = (sensitivity.Value * prevalence, (1 - sensitivity.Value) * prevalence);
            (double cleared, double alarmed) = (specificity.Value * (1 - prevalence), (1 - specificity.Value) * (1 - prevalence));
            return isPositive
                ? MetricValue.Share(found, found + alarmed, "no image is predicted positive")
                : MetricValue.Share(cleared, cleared + missed, "every image is predicted positive");
        }
    }
}
