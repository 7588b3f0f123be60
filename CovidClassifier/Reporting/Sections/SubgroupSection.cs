using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>Figures by sex, age band, view and source.</summary>
internal sealed class SubgroupSection(IReadOnlyList<Subgroup> groups) : IReportSection
{
    public string Id => "subgroups";

    public string Title => "Subgroups";

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        html.Note("Where many groups are looked at, one interval in twenty misses the true figure by chance alone. Groups that are too small get no figures, " +
            "but are listed.");
        SubgroupRows.Write(html, json, "Figures by subgroup", groups);
    }
}
