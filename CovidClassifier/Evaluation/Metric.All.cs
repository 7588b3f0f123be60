using CovidClassifier.Evaluation.Metrics;

namespace CovidClassifier.Evaluation;

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

    /// <summary>Every metric that is measured, in the order shown.</summary>
    public static IReadOnlyList<Metric> All { get; } = Listed;

    /// <summary>Those that networks may be ranked by; the first is the default.</summary>
    public static IReadOnlyList<Metric> Selectable { get; } = [Auroc, .. Listed.Where(m => m.IsSelectable && m != Auroc)];

    private static Metric List(Metric metric)
    {
        Listed.Add(metric);
        return metric;
    }
}
