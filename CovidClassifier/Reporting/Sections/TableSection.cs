using CovidClassifier.Reporting.Page;

namespace CovidClassifier.Reporting.Sections;

/// <summary>A comparison or a leaderboard.</summary>
internal sealed class TableSection(ReportTable table) : IReportSection
{
    public string Id => table.Key;

    public string Title => table.Title;

    public void Write(HtmlWriter html, JsonPlace json)
    {
        JsonPlace place = json.Object(table.Key);
        place.Text("title", table.Title);
        place.Text("note", table.Note);
        if (table.Note is { } note)
        {
            html.Note(note);
        }

        html.Table(table.Title, table.Columns.Select(c => c.Title), () => Rows(html, place), sortable: true);
    }

    private void Rows(HtmlWriter html, JsonPlace json)
    {
        foreach ((ReportRow row, JsonPlace place) in json.Objects("rows", table.Rows))
        {
            place.Truth("isBest", row.IsBest);
            html.Element("tr", [("class", row.IsBest ? "best" : null)], () =>
            {
                for (int i = 0; i < row.Cells.Count; i++)
                {
                    Cell(html, place, table.Columns[i].Key, row.Cells[i], isName: i == 0, row.IsBest);
                }
            });
        }
    }

    private static void Cell(HtmlWriter html, JsonPlace json, string key, ReportCell cell, bool isName, bool isBest)
    {
        if (cell.Number is { } number)
        {
            html.Cell(json.Metric(key, number, cell.Interval, cell.Decimals));
            return;
        }

        json.Text(key, cell.Text);
        html.Element(isName ? "th" : "td", [("scope", isName ? "row" : null)], () =>
        {
            html.Text(cell.Text!);
            if (isName && isBest)
            {
                html.Element("span", [("class", "tag")], "best");
            }
        });
    }
}
