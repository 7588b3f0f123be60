using CovidClassifier.Evaluation.Metrics;
using CovidClassifier.Foundation;

namespace CovidClassifier;

public sealed partial class Metric
{
    // first: the lines below add to it
    private static readonly List<Metric> Listed = [];

    /// <inheritdoc cref="AccuracyMetric"/>
    public static Metric Accuracy { get; } = List(AccuracyMetric.Definition);

    /// <inheritdoc cref="BalancedAccuracyMetric"/>
    public static Metric BalancedAccuracy { get; } = List(BalancedAccuracyMetric.Definition);

    /// <inheritdoc cref="SensitivityMetric"/>
    public static Metric Sensitivity { get; } = List(SensitivityMetric.Definition);

    /// <inheritdoc cref="SpecificityMetric"/>
    public static Metric Specificity { get; } = List(SpecificityMetric.Definition);

    /// <inheritdoc cref="PositivePredictiveValueMetric"/>
    public static Metric PositivePredictiveValue { get; } = List(PositivePredictiveValueMetric.Definition);

    /// <inheritdoc cref="NegativePredictiveValueMetric"/>
    public static Metric NegativePredictiveValue { get; } = List(NegativePredictiveValueMetric.Definition);

    /// <inheritdoc cref="F1Metric"/>
    public static Metric F1 { get; } = List(F1Metric.Definition);

    /// <inheritdoc cref="MacroF1Metric"/>
    public static Metric MacroF1 { get; } = List(MacroF1Metric.Definition);

    /// <inheritdoc cref="AurocMetric"/>
    public static Metric Auroc { get; } = List(AurocMetric.Definition);

    /// <inheritdoc cref="AveragePrecisionMetric"/>
    public static Metric AveragePrecision { get; } = List(AveragePrecisionMetric.Definition);

    /// <inheritdoc cref="SpecificityAtSensitivityMetric"/>
    public static Metric SpecificityAt95Sensitivity { get; } = List(SpecificityAtSensitivityMetric.At(0.95));

    /// <inheritdoc cref="NetBenefitMetric"/>
    public static Metric NetBenefitAt20 { get; } = List(NetBenefitMetric.At(0.2));

    /// <inheritdoc cref="MatthewsCorrelationMetric"/>
    public static Metric MatthewsCorrelation { get; } = List(MatthewsCorrelationMetric.Definition);

    /// <inheritdoc cref="CohenKappaMetric"/>
    public static Metric CohenKappa { get; } = List(CohenKappaMetric.Definition);

    /// <inheritdoc cref="LogLossMetric"/>
    public static Metric LogLoss { get; } = List(LogLossMetric.Definition);

    /// <inheritdoc cref="BrierMetric"/>
    public static Metric Brier { get; } = List(BrierMetric.Definition);

    /// <inheritdoc cref="CalibrationErrorMetric"/>
    public static Metric CalibrationError { get; } = List(CalibrationErrorMetric.Definition);

    /// <inheritdoc cref="WorstSourceAurocMetric"/>
    public static Metric WorstSourceAuroc { get; } = WorstSourceAurocMetric.Definition;

    /// <summary>Every metric that is measured, in the order shown.</summary>
    public static IReadOnlyList<Metric> All { get; } = Listed;

    /// <summary>Those that networks may be ranked by; the first is the default. The last, <see cref="WorstSourceAuroc"/>, is not measured unless it is asked
    /// for: most data have one source.</summary>
    public static IReadOnlyList<Metric> Selectable { get; } = [Auroc, .. Listed.Where(m => m.IsSelectable && m != Auroc), WorstSourceAuroc];

    /// <summary>Net benefit at a threshold of the caller's choice, for <see cref="ClassificationMetrics.this"/>.</summary>
    /// <param name="threshold">The probability from which on an image is called, which says how many false alarms one found image outweighs: (1 -
    /// threshold) / threshold. Strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is out of range.</exception>
    public static Metric NetBenefit(double threshold) => NetBenefitMetric.At(Check.OpenUnit(threshold, nameof(threshold)));

    /// <summary>Specificity at a sensitivity of the caller's choice, for <see cref="ClassificationMetrics.this"/>.</summary>
    /// <param name="sensitivity">Strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sensitivity"/> is out of range.</exception>
    public static Metric SpecificityAtSensitivity(double sensitivity) => SpecificityAtSensitivityMetric.At(Check.OpenUnit(sensitivity, nameof(sensitivity)));

    /// <summary>PPV where another share of patients is positive than in the data, by Bayes' rule, for <see cref="ClassificationMetrics.this"/>.</summary>
    /// <param name="prevalence">That share, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="prevalence"/> is out of range.</exception>
    public static Metric PositivePredictiveValueAt(double prevalence) =>
        PredictiveValueAtPrevalence.Positive(Check.OpenUnit(prevalence, nameof(prevalence)));

    /// <summary>NPV where another share of patients is positive than in the data, by Bayes' rule, for <see cref="ClassificationMetrics.this"/>.</summary>
    /// <inheritdoc cref="PositivePredictiveValueAt"/>
    public static Metric NegativePredictiveValueAt(double prevalence) =>
        PredictiveValueAtPrevalence.Negative(Check.OpenUnit(prevalence, nameof(prevalence)));

    private static Metric List(Metric metric)
    {
        Listed.Add(metric);
        return metric;
    }
}
