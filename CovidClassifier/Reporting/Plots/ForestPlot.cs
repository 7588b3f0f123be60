using CovidClassifier.Foundation;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CovidClassifier.Reporting.Plots;

/// <summary>Numbers with their intervals, one below the other.</summary>
internal static class ForestPlot
{
    public const int Width = 440;

    private const int RowHeight = 26, LongestName = 28;

    /// <summary>What it needs, for <see cref="SvgPlot.Draw"/>.</summary>
    public static int Height(int rows) => 70 + (RowHeight * rows);

    /// <param name="rows">From top to bottom; a number without an interval is a point alone.</param>
    /// <param name="title">What the numbers are.</param>
    public static PlotModel Of(IReadOnlyList<ForestRow> rows, string title)
    {
        var bottom = new LinearAxis { Title = title, MinimumPadding = 0.06, MaximumPadding = 0.06 };
        var left = new LinearAxis
        {
            Minimum = -rows.Count + 0.4,
            Maximum = 0.6,
            MajorStep = 1,
            LabelFormatter = at => Name(rows, at),
            IsZoomEnabled = false,
        };
        PlotModel model = Canvas.Of(bottom, left);
        left.MajorGridlineStyle = LineStyle.None;

        // the text's width is not known here: so wide is a name in a usual font
        model.PlotMargins = new OxyThickness(16 + (6.8 * rows.Max(r => Short(r.Name).Length)), 8, 18, 46);
        double best = rows[0].Value;
        model.Series.Add(Canvas.Line(PlotColors.Text, "the first row", [new(best, left.Minimum), new(best, left.Maximum)], isDashed: true));
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Interval is { IsDefined: true } interval)
            {
                model.Series.Add(Canvas.Line(PlotColors.Accent, $"{rows[i].Name}, 95 % interval", [new(interval.Low, -i), new(interval.High, -i)]));
            }
        }

        var points = new ScatterSeries { Title = title, MarkerType = MarkerType.Square, MarkerFill = PlotColors.Accent, MarkerSize = 4.5 };
        points.Points.AddRange(rows.Select((r, i) => new ScatterPoint(r.Value, -i)));
        model.Series.Add(points);
        return model;
    }

    private static string Name(IReadOnlyList<ForestRow> rows, double at) =>
        at == Math.Round(at) && at <= 0 && -at < rows.Count ? Short(rows[(int)-at].Name) : "";

    // the ends of two long names differ as often as their beginnings
    private static string Short(string name) => ShownText.Line(
        name.Length <= LongestName ? name : $"{ShownText.Begin(name, LongestName / 2)}\u2026{ShownText.End(name, (LongestName / 2) - 1)}");
}
