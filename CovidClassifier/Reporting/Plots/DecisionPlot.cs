using CovidClassifier.Evaluation;
using OxyPlot;
using OxyPlot.Axes;

namespace CovidClassifier.Reporting.Plots;

/// <summary>Net benefit over threshold probabilities.</summary>
internal static class DecisionPlot
{
    /// <param name="points">From low thresholds to high.</param>
    /// <param name="threshold">The model's own, marked; null: it has none.</param>
    public static PlotModel Of(IReadOnlyList<DecisionPoint> points, double? threshold)
    {
        double highest = Math.Max(0.05, points.Max(p => p.Model.Interval is { IsDefined: true } band ? band.High : p.Model.Value));

        // calling all falls without end: what harms is seen as soon as a line is below 0
        var left = new LinearAxis { Title = "net benefit", Minimum = -0.25 * highest, Maximum = 1.05 * highest };
        PlotModel model = Canvas.Of(Canvas.Share("threshold probability"), left);
        if (threshold is { } own)
        {
            model.Annotations.Add(Canvas.Upright(own));
        }

        model.Series.Add(Canvas.Band(
            "95 % interval", points.Where(p => p.Model.Interval.IsDefined).Select(p => (p.Threshold, p.Model.Interval.Low, p.Model.Interval.High))));
        model.Series.Add(Canvas.Line(PlotColors.Text, "call none", [new(0, 0), new(1, 0)], isDashed: true));
        model.Series.Add(Canvas.Line(PlotColors.Second, "call all", points.Select(p => new DataPoint(p.Threshold, p.All)), isDashed: true));
        model.Series.Add(Canvas.Line(PlotColors.Accent, "the model", points.Select(p => new DataPoint(p.Threshold, p.Model.Value))));
        return model;
    }
}
