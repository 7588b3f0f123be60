using System.Globalization;

namespace CovidClassifier.Evaluation;

/// <summary>
/// One measured number. Where the number is not defined (a sensitivity without a positive image), <see cref="Value"/> is NaN, never 0, and
/// <see cref="Reason"/> says why.
/// </summary>
/// <param name="Value">The number, or NaN where it is undefined.</param>
/// <param name="Reason">Why the number is undefined, as a clause without a full stop; null where it is defined.</param>
public readonly record struct Metric(double Value, string? Reason)
{
    /// <summary>True where <see cref="Value"/> is a number.</summary>
    public bool IsDefined => Reason is null;

    /// <summary>A defined number.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is NaN: an undefined metric needs its reason.</exception>
    public static Metric Of(double value) => double.IsNaN(value)
        ? throw new ArgumentOutOfRangeException(nameof(value), value, "A defined metric must be a number, got NaN; state the reason with Undefined.")
        : new Metric(value, null);

    /// <summary>A number that cannot be given, and why.</summary>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is null or blank.</exception>
    public static Metric Undefined(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new Metric(double.NaN, reason);
    }

    /// <summary>The number in four decimals (invariant culture), or "undefined (reason)".</summary>
    public override string ToString() => Reason is null ? Value.ToString("0.0000", CultureInfo.InvariantCulture) : $"undefined ({Reason})";

    /// <summary>Part divided by whole; undefined with <paramref name="reason"/> where the whole is 0.</summary>
    internal static Metric Share(double part, double whole, string reason) => whole > 0 ? Of(part / whole) : Undefined(reason);

    /// <summary>
    /// Mean with equal weights; undefined as soon as one of them is, because a mean over the others would be another quantity.
    /// </summary>
    internal static Metric Mean(IReadOnlyList<Metric> metrics)
    {
        double sum = 0;
        foreach (Metric metric in metrics)
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
