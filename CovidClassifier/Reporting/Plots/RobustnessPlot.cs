using OxyPlot;
using OxyPlot.Axes;

namespace CovidClassifier.Reporting.Plots;

/// <summary>What becomes of a model's figures as pictures change more and more.</summary>
internal static class RobustnessPlot
{
    /// <param name="plain">The pictures as they are.</param>
    /// <param name="steps">Of one change, the mildest first.</param>
    public static PlotModel Of(AuditStep plain, IReadOnlyList<AuditStep> steps)
    {
        AuditStep[] all = [plain, .. steps];
        var bottom = new LinearAxis
        {
            Title = $"{steps[0].Unit}, mild to strong",
            Minimum = -0.1,
            Maximum = all.Length - 0.9,
            MajorStep = 1,
            LabelFormatter = at => Label(all, at)
        };
        PlotModel model = Canvas.Of(bottom, Canvas.Share("AUROC, and share of labels kept"));
        model.Series.Add(Canvas.Band("95 % interval of the AUROC", all.Select((s, i) => ((double)i, s.Low, s.High))));
        model.Series.Add(Canvas.Line(PlotColors.Accent, "AUROC", all.Select((s, i) => new DataPoint(i, s.Auroc)), hasMarkers: true));
        model.Series.Add(Canvas.Line(PlotColors.Second, "labels kept", all.Select((s, i) => new DataPoint(i, 1 - s.Flips)), isDashed: true));
        return model;
    }

    private static string Label(AuditStep[] steps, double at) =>
        at == 0 ? "as it is" : at > 0 && at < steps.Length && at == Math.Floor(at) ? FormattableString.Invariant($"{steps[(int)at].Step:0.##}") : "";
}
