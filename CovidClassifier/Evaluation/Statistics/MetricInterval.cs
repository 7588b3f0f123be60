using System.Globalization;
using System.Text.Json.Serialization;

namespace CovidClassifier;

/// <summary>A 95 % confidence interval of one metric.</summary>
/// <param name="Low">Lower end; NaN where no interval can be given.</param>
/// <param name="High">Upper end; NaN where no interval can be given.</param>
/// <param name="Method">How it was found, for example "Wilson" or "patient bootstrap, 2000 draws"; where no interval can be given,
/// why.</param>
public readonly record struct MetricInterval(double Low, double High, string Method)
{
    /// <summary>True where both ends are numbers.</summary>
    [JsonIgnore]
    public bool IsDefined => !double.IsNaN(Low) && !double.IsNaN(High);

    /// <summary>
    /// Bootstrap draws in which the metric was not defined (no positive image was drawn, for example); they are left out. 0 for other
    /// methods.
    /// </summary>
    public int DegenerateDraws { get; init; }

    /// <summary>For people: both ends in four decimals and the method, or why there is none.</summary>
    public override string ToString() => IsDefined
        ? string.Create(CultureInfo.InvariantCulture, $"{Low:0.0000} to {High:0.0000} ({Method})")
        : $"undefined ({Method})";

    internal static MetricInterval Undefined(string reason) => new(double.NaN, double.NaN, reason);
}
