using CovidClassifier.Evaluation;
using OxyPlot;

namespace CovidClassifier.Reporting.Plots;

/// <summary>Share of wrong answers over the share of images that are answered.</summary>
internal static class RiskPlot
{
    public static PlotModel Of(RiskCoverage risk)
    {
        PlotModel model = Canvas.Of(Canvas.Share("share of images answered"), Canvas.Share("share of wrong answers"));
        model.Series.Add(Canvas.Line(PlotColors.Accent, "wrong answers", risk.Points.Select(p => new DataPoint(p.X, p.Y))));
        return model;
    }
}
