using System.Globalization;

namespace CovidClassifier.Evaluation.Statistics;

/// <summary>A p-value as people read it.</summary>
internal static class PValueText
{
    private const double Smallest = 0.0001;

    /// <summary>Four decimals and never 0, which no p-value is: "&lt; 0.0001" below that; "undefined" where it cannot be told.</summary>
    public static string Of(double value) => double.IsNaN(value) ? "undefined"
        : value < Smallest ? "< 0.0001"
        : value.ToString("0.0000", CultureInfo.InvariantCulture);
}
