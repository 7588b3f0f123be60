using System.Globalization;

namespace CovidClassifier.Console.Views;

/// <summary>Numbers and epochs as people read them.</summary>
internal static class Figures
{
    /// <summary>Four decimals, or "undefined".</summary>
    public static string Of(double value) => double.IsNaN(value) ? "undefined" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>Both ends, or nothing where there is no interval.</summary>
    public static string Of(MetricInterval interval) => interval.IsDefined ? $"{Of(interval.Low)} to {Of(interval.High)}" : "";

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Hours, minutes and seconds, the first two only where there are some.</summary>
    public static string Of(TimeSpan time) => time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    /// <summary>Seconds with one decimal.</summary>
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    /// <summary>One line of history.</summary>
    public static string Line(EpochRecord epoch, int epochs, bool isBest)
    {
        string validation = epoch.Validation is { } v ? $" | validation: {Line(v)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch,3}/{epochs}  training: {Line(epoch.Training)}{validation} | {epoch.Duration.TotalSeconds:0.00} " +
            $"s{(isBest ? " | best so far" : "")}");
    }

    private static string Line(EpochMetrics metrics) => $"loss {Of(metrics.Loss)}, accuracy {Of(metrics.Accuracy)}, AUROC {Of(metrics.Auroc)}";
}
