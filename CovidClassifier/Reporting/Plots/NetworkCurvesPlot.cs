using CovidClassifier.Reporting.Content;
using OxyPlot;
using OxyPlot.Series;

namespace CovidClassifier.Reporting.Plots;

/// <summary>ROC curves of several networks, each with the place of its labels.</summary>
internal static class NetworkCurvesPlot
{
    // told apart by more than colour
    private static readonly LineStyle[] Styles = [LineStyle.Solid, LineStyle.Dash, LineStyle.Dot];

    /// <summary>More lines nobody tells apart.</summary>
    public static int Most => PlotColors.Curves.Count;

    /// <summary>The style sheet's class of a line, for its key.</summary>
    public static string Key(int curve) =>
        FormattableString.Invariant($"curve-{curve + 1}{(curve % Styles.Length) switch { 1 => " dashed", 2 => " dotted", _ => "" }}");

    /// <param name="curves">No more than <see cref="Most"/>.</param>
    public static PlotModel Of(IReadOnlyList<ReportCurve> curves)
    {
        PlotModel model = Canvas.Of(Canvas.Share("1 - specificity"), Canvas.Share("sensitivity"));
        model.Series.Add(Canvas.Line(PlotColors.Text, "chance", [new(0, 0), new(1, 1)], isDashed: true));
        for (int i = 0; i < curves.Count; i++)
        {
            LineSeries line = Canvas.Line(PlotColors.Curves[i], curves[i].Network, curves[i].Roc.Select(p => new DataPoint(p.X, p.Y)));
            line.LineStyle = Styles[i % Styles.Length];
            model.Series.Add(line);
            if (curves[i].Operating is { } place)
            {
                model.Series.Add(Canvas.Mark(PlotColors.Curves[i], new DataPoint(place.X, place.Y), $"{curves[i].Network}, its labels"));
            }
        }

        return model;
    }
}
