namespace CovidClassifier.Evaluation;

/// <summary>Two models on the same images, compared by one metric.</summary>
/// <param name="Difference">First minus second.</param>
/// <param name="Interval">95 % interval of the difference.</param>
/// <param name="PValue">Two-sided: the chance of a difference at least this large if the models were equally good; NaN where it cannot be
/// told.</param>
/// <param name="Method">How the p-value was found, or why it cannot be told.</param>
public readonly record struct PairedTest(Metric Difference, MetricInterval Interval, double PValue, string Method)
{
    internal static PairedTest Undefined(string reason) => new(Metric.Undefined(reason), MetricInterval.Undefined(reason), double.NaN, reason);
}
