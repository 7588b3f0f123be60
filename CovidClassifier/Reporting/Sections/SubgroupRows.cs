using CovidClassifier.Evaluation;
using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>The table of subgroups, wherever a page shows one.</summary>
internal static class SubgroupRows
{
    /// <summary>Writes nothing where there are no groups.</summary>
    /// <param name="html">The page.</param>
    /// <param name="json">Gets the rows as "subgroups", and how many more there are as "moreSubgroups".</param>
    /// <param name="caption">What the table shows.</param>
    /// <param name="groups">In the order shown.</param>
    public static void Write(HtmlWriter html, ReportJsonObject json, string caption, IReadOnlyList<Subgroup> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        html.Table(caption, ["Group", "Images", "Patients", .. SubgroupTable.Shown.Select(m => m.Title)], () =>
        {
            foreach ((Subgroup group, ReportJsonObject at) in json.Objects("subgroups", groups.Take(PageLimits.Rows)))
            {
                at.Text("factor", group.Factor);
                at.Text("name", group.Name);
                html.Element("tr", () =>
                {
                    html.RowName($"{group.Factor} {group.Name}");
                    html.Cell(at.Count("images", group.Images));
                    html.Cell(at.Count("patients", group.Patients));
                    html.Cells([.. SubgroupTable.Shown.Select(m => at.Metric(m.Key, group[m]))]);
                });
            }
        });
        PageLimits.Tell(html, json, "moreSubgroups", groups.Count - PageLimits.Rows, "groups");
    }
}
