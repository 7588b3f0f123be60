using OxyPlot;
using OxyPlot.Axes;

namespace CovidClassifier.Reporting.Plots;

/// <summary>What more and more local patients bring.</summary>
internal static class AdaptationPlot
{
    public static PlotModel Of(IReadOnlyList<LearningCurvePoint> curve)
    {
        var bottom = new LinearAxis { Title = "Local patients", Minimum = 0, Maximum = Math.Max(1, curve[^1].Patients) };
        PlotModel model = Canvas.Of(bottom, Canvas.Share("AUROC on others"));
        model.Series.Add(Canvas.Band("lowest to highest", curve.Select(p => ((double)p.Patients, p.Lowest, p.Highest))));
        model.Series.Add(Canvas.Line(PlotColors.Accent, "mean", curve.Select(p => new DataPoint(p.Patients, p.Mean)), hasMarkers: true));
        return model;
    }
}
