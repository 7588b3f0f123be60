using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier;

/// <summary>Two models on the same images, compared by one metric; see <see cref="Metric.Test"/>.</summary>
/// <param name="Difference">First minus second; NaN where one of them is undefined, and <paramref name="Method"/> then says why.</param>
/// <param name="Interval">95 % interval of the difference.</param>
/// <param name="PValue">Two-sided: the chance of a difference at least this large if the models were equally good; NaN where it cannot be told.</param>
/// <param name="Method">How the p-value was found, or why it cannot be told.</param>
public readonly record struct PairedTest(double Difference, MetricInterval Interval, double PValue, string Method)
{
    internal MetricResult Result => new(double.IsNaN(Difference) ? MetricValue.Undefined(Method) : MetricValue.Of(Difference), Interval);

    internal static PairedTest Undefined(string reason) => new(double.NaN, MetricInterval.Undefined(reason), double.NaN, reason);
}
