using CovidClassifier.Evaluation;
using OxyPlot;
using OxyPlot.Series;

namespace CovidClassifier.Reporting.Plots;

/// <summary>How often probabilities came true, and how many images there are of each.</summary>
internal static class ReliabilityPlot
{
    /// <summary>Shares with their intervals, beside the diagonal on which probabilities are worth their face value.</summary>
    public static PlotModel Shares(IReadOnlyList<ReliabilityBin> bins)
    {
        PlotModel model = Canvas.Of(Canvas.Share("mean probability"), Canvas.Share("share that came true"));
        model.Series.Add(Canvas.Line(PlotColors.Text, "worth their face value", [new(0, 0), new(1, 1)], isDashed: true));
        foreach (ReliabilityBin bin in bins.Where(b => b.Share.Interval.IsDefined))
        {
            model.Series.Add(
                Canvas.Line(PlotColors.Accent, "95 % interval", [new(bin.Mean, bin.Share.Interval.Low), new(bin.Mean, bin.Share.Interval.High)]));
        }

        var points = new ScatterSeries { Title = "share that came true", MarkerType = MarkerType.Circle, MarkerFill = PlotColors.Accent, MarkerSize = 4.5 };
        points.Points.AddRange(bins.Where(b => b.Share.IsDefined).Select(b => new ScatterPoint(b.Mean, b.Share.Value)));
        model.Series.Add(points);
        return model;
    }

    /// <summary>Number of images of each bin.</summary>
    public static PlotModel Counts(IReadOnlyList<ReliabilityBin> bins)
    {
        PlotModel model =
            Canvas.Of(Canvas.Share("probability"), new OxyPlot.Axes.LinearAxis { Title = "images", Minimum = 0, MaximumPadding = 0.05, MinimumMajorStep = 1 });
        var bars = new RectangleBarSeries { Title = "images", FillColor = PlotColors.Accent, StrokeThickness = 0 };
        foreach (ReliabilityBin bin in bins)
        {
            bars.Items.Add(new RectangleBarItem(bin.From + 0.008, 0, bin.To - 0.008, bin.Images));
        }

        model.Series.Add(bars);
        return model;
    }
}
