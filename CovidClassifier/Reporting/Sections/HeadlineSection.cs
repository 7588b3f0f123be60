using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>The few figures to remember, large, and all of them in a table.</summary>
internal sealed class HeadlineSection(ReportScores scores) : IReportSection
{
    public string Id => "headline";

    public string Title => "Headline";

    private IReadOnlyList<Metric> Large => Metric.Headline(scores.PositiveLabel);

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object("metrics");
        place.Text("of", scores.Of);
        place.Text("positiveLabel", scores.PositiveLabel);
        ShownFigure images = place.Count("images", scores.Metrics.Images), patients = place.Count("patients", scores.Metrics.Patients);
        var shown = Metric.All.ToDictionary(m => m, m => place.Metric(m.Key, scores.Metrics[m]));

        html.Element("p", () => Introduction(html, place, images, patients));
        html.Element("dl", [("class", "tiles")], () =>
        {
            foreach (Metric metric in Large)
            {
                Tile(html, metric.Title, shown[metric]);
            }
        });
        html.Element("details", () =>
        {
            html.Element("summary", "All figures, and how their intervals were found");
            html.Table("All figures", ["Figure", "Value", "95 % interval", "by"], () =>
            {
                foreach (Metric metric in Metric.All)
                {
                    html.Element("tr", () => Row(html, metric.Title, shown[metric]));
                }
            });
        });
    }

    private void Introduction(HtmlWriter html, ReportJsonObject json, ShownFigure images, ShownFigure patients)
    {
        html.Text($"Measured on {scores.Of}: ");
        html.Figure(images);
        html.Text(" images of ");
        html.Figure(patients);
        html.Text(scores.Metrics.HasPatientsWithSeveralImages
            ? " patients. Intervals are 95 %, by patient."
            : " patients, each known to have one image or not known at all. Intervals are 95 %, by image.");
        if (scores.PositiveLabel is not { } positive)
        {
            return;
        }

        html.Text($" Sensitivity and specificity are those of {positive}");
        if (scores.Threshold is { } threshold)
        {
            html.Text(", which an image is called from a probability of ");
            html.Figure(json.Number("threshold", threshold, 3));
            html.Text(" on");
        }

        html.Text(".");
    }

    private static void Tile(HtmlWriter html, string title, ShownMetric metric) => html.Element("div", () =>
    {
        html.Element("dt", title);
        html.Element("dd", () =>
        {
            if (metric.Value is not { } value)
            {
                html.Element("span", [("class", "undefined")], metric.Placeholder);
                return;
            }

            html.Element("strong", () => html.Figure(value));
            if (metric is { Low: { } low, High: { } high })
            {
                html.Interval(low, high);
            }
        });
    });

    private static void Row(HtmlWriter html, string title, ShownMetric metric)
    {
        html.RowName(title);
        html.Element("td", () =>
        {
            if (metric.Value is { } value)
            {
                html.Figure(value);
            }
            else
            {
                html.Element("span", [("class", "undefined")], metric.Placeholder);
            }
        });
        html.Element("td", () =>
        {
            if (metric is { Low: { } low, High: { } high })
            {
                html.Interval(low, high);
            }
        });
        html.Element("td", [("class", "method")], metric.Method ?? "");
    }
}
