namespace CovidClassifier.Reporting.Page;

/// <summary>How much of a long list a page shows, so that it opens on a phone; what is left out is counted.</summary>
internal static class PageLimits
{
    public const int Rows = 60;

    /// <summary>Says how many are not shown; nothing where all are.</summary>
    public static void Tell(HtmlWriter html, ReportJsonObject json, string key, int more, string what)
    {
        if (more > 0)
        {
            html.Element("p", [("class", "note")], () =>
            {
                html.Text("And ");
                html.Figure(json.Count(key, more));
                html.Text($" more {what}.");
            });
        }
    }
}
