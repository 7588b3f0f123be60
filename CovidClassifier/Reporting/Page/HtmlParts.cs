using System.Globalization;

namespace CovidClassifier.Reporting.Page;

/// <summary>Pieces that several sections share.</summary>
internal static class HtmlParts
{
    /// <summary>A paragraph that explains.</summary>
    public static void Note(this HtmlWriter html, string text) => html.Element("p", [("class", "note")], text);

    /// <summary>A table that scrolls by itself where the screen is narrow.</summary>
    /// <param name="html">The page.</param>
    /// <param name="caption">What the table shows, for those who hear the page.</param>
    /// <param name="columns">Headings; the first column names the rows.</param>
    /// <param name="rows">Writes the rows.</param>
    /// <param name="sortable">Readers may sort it by a column.</param>
    public static void Table(this HtmlWriter html, string caption, IEnumerable<string> columns, Action rows, bool sortable = false) =>
        html.Element("div", [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", caption)], () =>
            html.Element("table", [("class", sortable ? "sortable" : null)], () =>
            {
                html.Element("caption", caption);
                html.Element("thead", () => html.Element("tr", () =>
                {
                    foreach (string column in columns)
                    {
                        html.Element("th", [("scope", "col")], column);
                    }
                }));
                html.Element("tbody", rows);
            }));

    public static void RowName(this HtmlWriter html, string name) => html.Element("th", [("scope", "row")], name);

    public static void Cell(this HtmlWriter html, ShownFigure figure) => html.Element("td", [("class", "number")], () => html.Figure(figure));

    public static void Cell(this HtmlWriter html, ShownMetric metric) =>
        html.Element("td", [("class", metric.Value is null ? "undefined" : "number"), ("data-sort", metric.Value?.Value ?? "")], () => html.Metric(metric));

    /// <summary>Cells side by side; what is undefined for one and the same reason is one wide cell.</summary>
    public static void Cells(this HtmlWriter html, IReadOnlyList<ShownMetric> metrics)
    {
        for (int i = 0, end; i < metrics.Count; i = end)
        {
            end = i + 1;
            if (metrics[i].Value is not null)
            {
                html.Cell(metrics[i]);
                continue;
            }

            while (end < metrics.Count && metrics[end].Value is null && metrics[end].Placeholder == metrics[i].Placeholder)
            {
                end++;
            }

            html.Element(
                "td", [("colspan", end - i == 1 ? null : (end - i).ToString(CultureInfo.InvariantCulture)), ("class", "undefined"), ("data-sort", "")], () =>
                    html.Metric(metrics[i]));
        }
    }

    public static void Cell(this HtmlWriter html, string text) => html.Element("td", text);

    /// <summary>The number and its interval, or why there is no number.</summary>
    public static void Metric(this HtmlWriter html, ShownMetric metric)
    {
        if (metric.Value is not { } value)
        {
            html.Element("span", [("class", "undefined")], metric.Placeholder);
            return;
        }

        html.Figure(value);
        if (metric is { Low: { } low, High: { } high })
        {
            html.Text(" ");
            html.Interval(low, high);
        }
    }

    public static void Interval(this HtmlWriter html, ShownFigure low, ShownFigure high) => html.Element("span", [("class", "interval")], () =>
    {
        html.Text("(");
        html.Figure(low);
        html.Text(" to ");
        html.Figure(high);
        html.Text(")");
    });
}
