using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace CovidClassifier.Reporting.Plots;

/// <summary>Empty plots and lines in the one style of the report.</summary>
internal static class Canvas
{
    public const int Width = 360, Height = 300;

    /// <summary>A plot with an axis below and one to the left.</summary>
    public static PlotModel Of(LinearAxis bottom, LinearAxis left)
    {
        var model = new PlotModel
        {
            Culture = CultureInfo.InvariantCulture,
            Background = OxyColors.Undefined,
            DefaultFontSize = 12,
            TextColor = PlotColors.Text,
            PlotAreaBorderThickness = new OxyThickness(0),
            PlotMargins = new OxyThickness(56, 8, 10, 46),
            Padding = new OxyThickness(0),
            IsLegendVisible = false,
        };
        bottom.Position = AxisPosition.Bottom;
        left.Position = AxisPosition.Left;

        // OxyPlot takes the page's digits for narrower than they are
        left.AxisTitleDistance = 23;
        bottom.AxisTitleDistance = 8;
        foreach (LinearAxis axis in new[] { bottom, left })
        {
            axis.AxislineStyle = LineStyle.Solid;
            axis.AxislineColor = PlotColors.Axis;
            axis.TicklineColor = PlotColors.Axis;
            axis.TickStyle = TickStyle.None;
            axis.MinorTickSize = 0;
            axis.MajorGridlineStyle = LineStyle.Solid;
            axis.MajorGridlineColor = PlotColors.Grid;
            axis.TextColor = PlotColors.Text;
            axis.TitleColor = PlotColors.Text;
            model.Axes.Add(axis);
        }

        return model;
    }

    /// <summary>An axis for shares; a little longer than 0 to 1, so that lines and marks at its ends are seen whole.</summary>
    public static LinearAxis Share(string title) =>
        new() { Title = title, Minimum = -0.02, Maximum = 1.02, MajorStep = 0.2, MinimumPadding = 0, MaximumPadding = 0, StringFormat = "0.0" };

    /// <summary>A line; NaN leaves a gap. Its title stands in its figures.</summary>
    public static LineSeries Line(OxyColor color, string title, IEnumerable<DataPoint> points, bool isDashed = false, bool hasMarkers = false)
    {
        var line = new LineSeries
        {
            Title = title,
            Color = color,
            StrokeThickness = isDashed ? 1.5 : 2,
            LineStyle = isDashed ? LineStyle.Dash : LineStyle.Solid,
            LineJoin = LineJoin.Round,
            Decimator = Decimator.Decimate,
            MinimumSegmentLength = 0.3,
            MarkerType = hasMarkers ? MarkerType.Circle : MarkerType.None,
            MarkerFill = color,
            MarkerSize = 3,
        };
        line.Points.AddRange(points);
        return line;
    }

    /// <summary>A place that stands out.</summary>
    public static ScatterSeries Mark(OxyColor color, DataPoint place, string title)
    {
        var mark = new ScatterSeries { Title = title, MarkerType = MarkerType.Diamond, MarkerFill = color, MarkerSize = 6 };
        mark.Points.Add(new ScatterPoint(place.X, place.Y));
        return mark;
    }

    /// <summary>A dotted line from bottom to top.</summary>
    public static LineAnnotation Upright(double x) => new()
    {
        Type = LineAnnotationType.Vertical,
        X = x,
        Color = PlotColors.Text,
        StrokeThickness = 1,
        LineStyle = LineStyle.Dot,
        Layer = AnnotationLayer.BelowSeries,
    };

    /// <summary>The area between two heights. Its title stands in its figures.</summary>
    public static AreaSeries Band(string title, IEnumerable<(double X, double Low, double High)> heights)
    {
        var band = new AreaSeries
        {
            Title = title,
            Color = OxyColors.Transparent,
            Color2 = OxyColors.Transparent,
            Fill = PlotColors.Band,
            StrokeThickness = 0,
        };
        foreach ((double x, double low, double high) in heights)
        {
            band.Points.Add(new DataPoint(x, high));
            band.Points2.Add(new DataPoint(x, low));
        }

        return band;
    }
}
