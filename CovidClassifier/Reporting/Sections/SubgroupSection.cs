using CovidClassifier.Evaluation;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>Figures by sex, age band, view and source.</summary>
internal sealed class SubgroupSection(IReadOnlyList<Subgroup> groups) : IReportSection
{
    private static readonly string[] Figures = ["accuracy", "sensitivity", "specificity", "auroc"];

    public string Id => "subgroups";

    public string Title => "Subgroups";

    public void Write(HtmlWriter html, JsonPlace json)
    {
        html.Note("Several groups are looked at, so one interval in twenty misses by chance alone. Groups that are too small get no figures, but are listed.");
        html.Table("Figures by subgroup", ["Group", "Images", "Patients", .. Figures.Select(MetricTitles.Of)], () =>
        {
            foreach ((Subgroup group, JsonPlace at) in json.Objects("subgroups", groups.Take(Cap.Rows)))
            {
                at.Text("factor", group.Factor);
                at.Text("name", group.Name);
                html.Element("tr", () => Row(html, at, group));
            }
        });
        Cap.Tell(html, json, "moreSubgroups", groups.Count - Cap.Rows, "groups");
    }

    private static void Row(HtmlWriter html, JsonPlace json, Subgroup group)
    {
        html.RowName($"{group.Factor} {group.Name}");
        html.Cell(json.Count("images", group.Images));
        html.Cell(json.Count("patients", group.Patients));
        ShownMetric[] shown = [.. Figures.Select(f => json.Metric(f, group.Metrics[f], group.Intervals[f]))];
        string[] reasons = [.. shown.Select(m => m.Undefined).OfType<string>().Distinct()];
        if (reasons.Length == 1 && shown.All(m => m.Value is null))
        {
            html.Element("td", [("colspan", "4"), ("class", "undefined")], $"undefined: {reasons[0]}");
            return;
        }

        foreach (ShownMetric metric in shown)
        {
            html.Cell(metric);
        }
    }
}
