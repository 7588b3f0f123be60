using System.Globalization;
using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier;

/// <summary>One measured number and its 95 % interval. An undefined number (a sensitivity without a positive image) is NaN with a reason, never 0.</summary>
public sealed class MetricResult
{
    private readonly Lazy<MetricInterval> _interval;

    internal MetricResult(MetricValue value, MetricInterval interval)
        : this(value, new Lazy<MetricInterval>(interval))
    {
    }

    internal MetricResult(MetricValue value, Lazy<MetricInterval> interval)
    {
        Number = value;
        _interval = interval;
    }

    /// <summary>The number; NaN where it is undefined.</summary>
    public double Value => Number.Value;

    /// <summary>Why the number is undefined, as a clause without a full stop; null where it is defined.</summary>
    public string? Reason => Number.Reason;

    /// <summary>True where <see cref="Value"/> is a number.</summary>
    public bool IsDefined => Reason is null;

    /// <summary>The 95 % interval, with the method that found it. The intervals of all figures of the same images are computed together when the first is
    /// asked for: 2,000 draws, a second or so for a thousand images.</summary>
    public MetricInterval Interval => _interval.Value;

    /// <summary>For people, in three decimals: "0.979 (0.941 to 1.000)"; without the brackets where there is no interval; "undefined: " and the
    /// reason.</summary>
    public override string ToString() => Reason is not null ? $"undefined: {Reason}"
        : Interval.IsDefined ? string.Create(CultureInfo.InvariantCulture, $"{Value:0.000} ({Interval.Low:0.000} to {Interval.High:0.000})")
        : Value.ToString("0.000", CultureInfo.InvariantCulture);

    internal MetricValue Number { get; }

    internal static MetricResult Undefined(string reason) => new(MetricValue.Undefined(reason), MetricInterval.Undefined(reason));
}
