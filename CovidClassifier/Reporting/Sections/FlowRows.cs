using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>From the images found to those used, step by step.</summary>
internal static class FlowRows
{
    public static void Write(HtmlWriter html, ReportJsonObject json, ReportFlow flow)
    {
        ReportJsonObject place = json.Object("flow");
        ShownFigure found = place.Count("found", flow.Found), used = place.Count("used", flow.Used);
        html.Element("h3", "From what was found to what was used");
        html.Element("ol", [("class", "flow")], () =>
        {
            Step(html, "Found", found, null);
            foreach ((LeftOut step, ReportJsonObject at) in place.Objects("leftOut", flow.Steps))
            {
                at.Text("reason", step.Reason);
                Step(html, "Left out", at.Count("images", step.Count), step.Reason);
            }

            Step(html, "Used", used, flow.Steps.Count == 0 ? "nothing was left out" : null);
        });
    }

    private static void Step(HtmlWriter html, string what, ShownFigure count, string? why) =>
        html.Element("li", [("class", what == "Left out" ? "less" : null)], () =>
        {
            html.Text(what + " ");
            html.Figure(count);
            if (why is not null)
            {
                html.Text($": {why}");
            }
        });
}
