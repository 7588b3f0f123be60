using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Plots;

namespace CovidClassifier.Reporting.Sections;

/// <summary>How a model was fitted to the place where it is used, and what that did there.</summary>
internal sealed class LocalSection(CardLocal local, string? positiveLabel) : IReportSection
{
    public string Id => "local";

    public string Title => "Fitted to a place";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("local");
        place.Text("how", local.How);
        place.Text("dataset", local.Dataset);
        html.Element("p", () =>
        {
            html.Text($"The model was {local.How} on images of {local.Dataset}: ");
            html.Figure(place.Count("images", local.Images));
            html.Text(" images of ");
            html.Figure(place.Count("patients", local.Patients));
            html.Text($" patients, for a share of {positiveLabel} of ");
            html.Figure(place.Number("prevalence", local.Prevalence, 3));
            html.Text(local.IsPrevalenceGiven ? ", as given." : ", that of the images.");
        });
        html.Note("Before: the model as it was. After: models fitted in the same way to the images of other patients, so that no image was scored by a " +
            "model that knew its patient.");
        html.Table("Before and after", ["Figure", "Before", "After"], () =>
        {
            foreach ((Metric metric, ReportJsonObject at) in place.Objects("figures", Metric.All.Where(m => local.Before[m] is not null)))
            {
                at.Text("metric", metric.Key);
                html.Element("tr", () =>
                {
                    html.Element("th", [("scope", "row")], metric.Title);
                    html.Cell(at.Metric("before", local.Before[metric]!));
                    if (local.After?[metric] is { } after)
                    {
                        html.Cell(at.Metric("after", after));
                    }
                });
            }
        });
        if (local.Curve.Count > 0)
        {
            Curve(html, place);
        }
    }

    private void Curve(HtmlWriter html, ReportJsonObject json)
    {
        html.Plots(() => html.Plot(
            "plot-adaptation",
            "What more local patients bring",
            string.Join("; ", local.Curve) + ".",
            AdaptationPlot.Of(local.Curve),
            () => html.Text("AUROC on local patients that the model did not know: mean of the repeats, and from the lowest to the highest.")));
        html.Table("AUROC by local patients", ["Patients", "Mean", "Lowest", "Highest"], () =>
        {
            foreach ((LearningCurvePoint point, ReportJsonObject at) in json.Objects("curve", local.Curve))
            {
                html.Element("tr", () =>
                {
                    html.Element("th", [("scope", "row")], () => html.Figure(at.Count("patients", point.Patients)));
                    html.Cell(at.Number("mean", point.Mean, 3));
                    html.Cell(at.Number("lowest", point.Lowest, 3));
                    html.Cell(at.Number("highest", point.Highest, 3));
                });
            }
        });
    }
}
