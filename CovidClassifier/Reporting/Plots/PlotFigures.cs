using System.Globalization;
using System.Text;
using OxyPlot;
using OxyPlot.Series;

namespace CovidClassifier.Reporting.Plots;

/// <summary>What a plot draws, as comma-separated values (RFC 4180): a row for each point, with the name of its line.</summary>
internal static class PlotFigures
{
    public static string Csv(PlotModel model)
    {
        var text = new StringBuilder();
        Row(text, ["series", model.Axes[0].Title ?? "x", model.Axes[1].Title ?? "y", "low", "high"]);
        foreach (Series series in model.Series)
        {
            foreach ((double x, double y, double low, double high) in Points(series))
            {
                Row(text, [series.Title ?? "", Number(x), Number(y), Number(low), Number(high)]);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(double X, double Y, double Low, double High)> Points(Series series) => series switch
    {
        // an area is a line too: first
        AreaSeries band => band.Points.Zip(band.Points2, (high, low) => (high.X, double.NaN, low.Y, high.Y)),
        LineSeries line => line.Points.Where(p => p.IsDefined()).Select(p => (p.X, p.Y, double.NaN, double.NaN)),
        ScatterSeries scatter => scatter.Points.Select(p => (p.X, p.Y, double.NaN, double.NaN)),
        RectangleBarSeries bars => bars.Items.Select(b => ((b.X0 + b.X1) / 2, b.Y1, double.NaN, double.NaN)),
        _ => throw new NotSupportedException($"Figures of a plot come from lines, bands, points and bars, got {series.GetType().Name}."),
    };

    private static string Number(double number) => double.IsFinite(number) ? number.ToString("G6", CultureInfo.InvariantCulture) : "";

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append('\n');

    // a spreadsheet would run what begins like a formula; our numbers may begin with a minus
    private static string Cell(string text)
    {
        string plain = text.Length > 0 && "=+-@\t\r".Contains(text[0]) && !double.TryParse(text, CultureInfo.InvariantCulture, out _) ? "'" + text : text;
        return plain.AsSpan().IndexOfAny(",\"\r\n") < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
