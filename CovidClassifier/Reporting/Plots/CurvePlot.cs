using CovidClassifier.Evaluation;
using OxyPlot;

namespace CovidClassifier.Reporting.Plots;

/// <summary>A curve over thresholds in its band.</summary>
internal static class CurvePlot
{
    /// <param name="points">The curve, from left to right.</param>
    /// <param name="band">Places without an interval leave a gap.</param>
    /// <param name="x">Heading of the axis below.</param>
    /// <param name="y">Heading of the axis to the left.</param>
    /// <param name="chance">Two ends of the line that chance alone gives.</param>
    /// <param name="operating">Where the model's labels stand; null: not marked.</param>
    public static PlotModel Of(IReadOnlyList<CurvePoint> points, IReadOnlyList<CurveBand> band, string x, string y, (CurvePoint From, CurvePoint To) chance,
        CurvePoint? operating = null)
    {
        PlotModel model = Canvas.Of(Canvas.Share(x), Canvas.Share(y));
        model.Series.Add(Canvas.Band("95 % interval", band.Where(b => b.Interval.IsDefined).Select(b => (b.X, b.Interval.Low, b.Interval.High))));
        model.Series.Add(Canvas.Line(PlotColors.Text, "chance", [new(chance.From.X, chance.From.Y), new(chance.To.X, chance.To.Y)], isDashed: true));
        model.Series.Add(Canvas.Line(PlotColors.Accent, "curve", points.Select(p => new DataPoint(p.X, p.Y))));
        if (operating is { } place)
        {
            model.Series.Add(Canvas.Mark(PlotColors.Second, new DataPoint(place.X, place.Y), "the model's labels"));
        }

        return model;
    }
}
