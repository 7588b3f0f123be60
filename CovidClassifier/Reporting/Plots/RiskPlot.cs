using CovidClassifier.Evaluation;
using OxyPlot;

namespace CovidClassifier.Reporting.Plots;

/// <summary>Share of wrong answers over the share of images that are answered.</summary>
internal static class RiskPlot
{
    public static PlotModel Of(RiskCoverage risk)
    {
        PlotModel model = Canvas.Of(Canvas.Share("Share of images answered"), Canvas.Share("Share of wrong answers"));
        model.Series.Add(Canvas.Line(PlotColors.Accent, "wrong answers", risk.Points.Select(p => new DataPoint(p.X, p.Y))));
        return model;
    }
}
