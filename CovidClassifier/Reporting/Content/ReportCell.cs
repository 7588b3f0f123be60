using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Reporting.Content;

/// <summary>One cell of a <see cref="ReportTable"/>: a text, a number, a measured number with its interval, or nothing with the reason.</summary>
internal sealed record ReportCell
{
    private ReportCell()
    {
    }

    /// <summary>What the cell says, or why it says nothing; null for a number.</summary>
    public string? Text { get; private init; }

    /// <summary>The number; null where the cell is a text.</summary>
    public MetricValue? Number { get; private init; }

    /// <summary>95 % interval of <see cref="Number"/>; null where it has none.</summary>
    public MetricInterval? Interval { get; private init; }

    /// <summary>Places after the point in the page; report.json has the whole number.</summary>
    public int Decimals { get; private init; }

    /// <summary>The number as the page shows it; null: with its <see cref="Decimals"/>.</summary>
    public string? Shown { get; private init; }

    /// <summary>True where nothing was to be measured: the reason stands in the page by itself, and no figure is called undefined.</summary>
    public bool IsNone { get; private init; }

    /// <summary>A text.</summary>
    public static ReportCell Of(string text) => new() { Text = text };

    /// <summary>A whole number.</summary>
    public static ReportCell Of(long count) => Of(count, decimals: 0);

    /// <summary>A number without an interval.</summary>
    /// <param name="number">NaN where it was not measured; <see cref="None"/> and <see cref="Undefined"/> also say why.</param>
    /// <param name="decimals">Places after the point, 0 to 9.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decimals"/> is not 0 to 9.</exception>
    public static ReportCell Of(double number, int decimals = 3) =>
        double.IsNaN(number) ? None("it was not measured") : Of(MetricValue.Of(number), interval: null, decimals);

    /// <summary>A p-value, which the page never shows as 0.</summary>
    /// <param name="value">NaN where it cannot be told.</param>
    /// <param name="method">How it was found, or why it cannot be told.</param>
    public static ReportCell OfPValue(double value, string method) =>
        double.IsNaN(value) ? Undefined(method) : Of(value, decimals: 4) with { Shown = PValueText.Of(value) };

    /// <summary>A measured number and its interval; where it is undefined, its reason is shown.</summary>
    public static ReportCell Of(MetricResult metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Of(metric.Number, metric.Interval, decimals: 3);
    }

    /// <summary>Nothing, because nothing was to be measured: "its weights are not in the folder".</summary>
    public static ReportCell None(string reason) => Undefined(reason) with { IsNone = true };

    /// <summary>A figure that has no value, and why: "one class has no images".</summary>
    public static ReportCell Undefined(string reason) => Of(MetricValue.Undefined(reason), interval: null, decimals: 0);

    public static ReportCell WithoutInterval(MetricResult metric) => Of(metric.Number, interval: null, decimals: 3);

    private static ReportCell Of(MetricValue number, MetricInterval? interval, int decimals) => decimals is >= 0 and <= 9
        ? new() { Number = number, Interval = interval, Decimals = decimals }
        : throw new ArgumentOutOfRangeException(nameof(decimals), decimals, "A cell has 0 to 9 places after the point.");
}
