using System.Globalization;

namespace CovidClassifier.Evaluation.Statistics;

/// <summary>
/// One measured number. Where the number is not defined (a sensitivity without a positive image), <see cref="Value"/> is NaN, never 0, and
/// <see cref="Reason"/> says why.
/// </summary>
/// <param name="Value">The number, or NaN where it is undefined.</param>
/// <param name="Reason">Why the number is undefined, as a clause without a full stop; null where it is defined.</param>
internal readonly record struct MetricValue(double Value, string? Reason)
{
    /// <summary>True where <see cref="Value"/> is a number.</summary>
    public bool IsDefined => Reason is null;

    /// <summary>A defined number.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is NaN: an undefined metric needs its reason.</exception>
    public static MetricValue Of(double value) => double.IsNaN(value)
        ? throw new ArgumentOutOfRangeException(nameof(value), value, "A defined metric must be a number, got NaN; state the reason with Undefined.")
        : new MetricValue(value, null);

    /// <summary>A number that cannot be given, and why.</summary>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is null or blank.</exception>
    public static MetricValue Undefined(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new MetricValue(double.NaN, reason);
    }

    /// <summary>The number in four decimals (invariant culture), or "undefined (reason)".</summary>
    public override string ToString() => Reason is null ? Value.ToString("0.0000", CultureInfo.InvariantCulture) : $"undefined ({Reason})";

    /// <summary>Part divided by whole; undefined with <paramref name="reason"/> where the whole is 0.</summary>
    public static MetricValue Share(double part, double whole, string reason) => whole > 0 ? Of(part / whole) : Undefined(reason);

    /// <inheritdoc cref="Share(double, double, string)"/>
    public static MetricValue Share(double part, double whole, Func<string> reason) => whole > 0 ? Of(part / whole) : Undefined(reason());

    /// <summary>
    /// Mean with equal weights; undefined as soon as one of them is, because a mean over the others would be another quantity.
    /// </summary>
    public static MetricValue Mean(IReadOnlyList<MetricValue> metrics)
    {
        double sum = 0;
        foreach (MetricValue metric in metrics)
        {
            if (!metric.IsDefined)
            {
                return metric;
            }

            sum += metric.Value;
        }

        return Of(sum / metrics.Count);
    }
}
