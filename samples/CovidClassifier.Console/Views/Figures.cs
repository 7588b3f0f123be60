using System.Globalization;
using CovidClassifier.Learning.Progress;

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
    /// <param name="epoch">The epoch.</param>
    /// <param name="epochs">How many there are at most.</param>
    /// <param name="isBest">Whether it is better than those before it.</param>
    /// <param name="width">Columns; where the whole line does not fit, its headline does.</param>
    public static string Line(EpochRecord epoch, int epochs, bool isBest, int width)
    {
        string line = ProgressLines.Line(epoch, epochs, isBest);
        return line.Length <= width ? line : ShortLine(epoch, epochs, isBest);
    }

    private static string ShortLine(EpochRecord epoch, int epochs, bool isBest)
    {
        string validation = epoch.Validation is { } v ? $", validation {Of(v.Loss)}, AUROC {Of(v.Auroc)}" : $", AUROC {Of(epoch.Training.Auroc)}";
        return string.Create(
            CultureInfo.InvariantCulture, $"epoch {epoch.Epoch,3}/{epochs}: loss {Of(epoch.Training.Loss)}{validation}{(isBest ? ", best so far" : "")}");
    }
}
