using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Plots;

namespace CovidClassifier.Reporting.Sections;

/// <summary>ROC curves of the networks that were compared, in one plot.</summary>
internal sealed class NetworkCurvesSection(IReadOnlyList<ReportCurve> curves, string positiveLabel) : IReportSection
{
    public string Id => "networkCurves";

    public string Title => "ROC curves of all networks";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        html.Note($"On the same images, {positiveLabel} against the rest. A diamond is where the network's own labels stand, at the threshold that was " +
            "chosen on validation images: away from the curve where each fold chose its own.");
        ReportCurve[] drawn = [.. curves.Where(c => c.Roc.Count > 0).Take(NetworkCurvesPlot.Most)];
        (ReportCurve Curve, ShownMetric Auroc)[] shown = [.. json.Objects("networkCurves", drawn).Select(c => (c.Entry, Figures(c.Place, c.Entry)))];
        if (shown.Length > 0)
        {
            html.Plots(() => html.Plot(
                "plot-networks", "ROC of each network", "Sensitivity over 1 - specificity; " + string.Join("; ", drawn.Select(
                    c => $"the area of {c.Network} is {c.Auroc.Number}")) + ".",
                NetworkCurvesPlot.Of(drawn), () => Caption(html, shown)));
        }

        PageLimits.Tell(html, json, "moreNetworkCurves", curves.Count - drawn.Length, "networks, whose areas are in the table above");
    }

    private static ShownMetric Figures(ReportJsonObject json, ReportCurve curve)
    {
        json.Text("network", curve.Network);
        json.Numbers("x", curve.Roc.Select(p => p.X));
        json.Numbers("y", curve.Roc.Select(p => p.Y));
        if (curve.Operating is { } place)
        {
            json.Numbers("operatingPoint", [place.X, place.Y]);
        }

        return json.Metric("auroc", curve.Auroc);
    }

    private static void Caption(HtmlWriter html, (ReportCurve Curve, ShownMetric Auroc)[] shown)
    {
        for (int i = 0; i < shown.Length; i++)
        {
            html.Element("p", () =>
            {
                html.Key(NetworkCurvesPlot.Key(i), shown[i].Curve.Network);
                html.Text(" AUROC ");
                html.Metric(shown[i].Auroc);
            });
        }
    }
}
