using CovidClassifier.Reporting.Content;
using CovidClassifier.Reporting.Page;
using CovidClassifier.Reporting.Plots;

namespace CovidClassifier.Reporting.Sections;

/// <summary>A comparison or a leaderboard.</summary>
internal sealed class TableSection(ReportTable table) : IReportSection
{
    public string Id => table.Key;

    public string Title => table.Title;

    public void Write(HtmlWriter html, ReportJsonObject json)
    {
        ReportJsonObject place = json.Object(table.Key);
        place.Text("title", table.Title);
        place.Text("note", table.Note);
        if (table.Note is { } note)
        {
            html.Note(note);
        }

        Forest(html);
        if (!table.IsFolded)
        {
            Table(html, place);
            return;
        }

        html.Element("details", () =>
        {
            html.Element("summary", "Show the table");
            Table(html, place);
        });
    }

    /// <summary>The drawn column; nothing for fewer than two numbers, which need no picture.</summary>
    private void Forest(HtmlWriter html)
    {
        if (table.Drawn is not { } key)
        {
            return;
        }

        int column = table.Columns.TakeWhile(c => c.Key != key).Count();
        ForestRow[] rows =
        [
            .. table.Rows.Where(r => r.Cells[column].Number is { IsDefined: true })
                .Select(r => new ForestRow(r.Cells[0].Text!, r.Cells[column].Number!.Value.Value, r.Cells[column].Interval)).Take(PageLimits.Rows),
        ];
        if (rows.Length < 2)
        {
            return;
        }

        string title = table.Columns[column].Title;
        html.Element("div", [("class", "plots one")], () => html.Plot(
            (ForestPlot.Width, ForestPlot.Height(rows.Length)), $"plot-{table.Key}", $"{title}, with its interval",
            $"{title}: {string.Join("; ", rows.AsEnumerable())}.", ForestPlot.Of(rows, title), () =>
                html.Text($"Bars are 95 % intervals; the dashed line is at the first row's number, {rows[0].Name}. Where the same images are compared pair " +
                    "by pair, differences are told more surely than by intervals that overlap.")));
    }

    private void Table(HtmlWriter html, ReportJsonObject json) =>
        html.Table(table.Title, table.Columns.Select(c => c.Title), () => Rows(html, json), sortable: true);

    private void Rows(HtmlWriter html, ReportJsonObject json)
    {
        foreach ((ReportRow row, ReportJsonObject place) in json.Objects("rows", table.Rows))
        {
            place.Text("mark", row.Mark);
            place.Text("remark", row.Remark);
            html.Element("tr", [("class", row.Mark is null ? null : "marked")], () => Row(html, place, row));
        }
    }

    private void Row(HtmlWriter html, ReportJsonObject json, ReportRow row)
    {
        var figures = new List<ShownMetric>();
        for (int i = 0; i < row.Cells.Count; i++)
        {
            if (row.Cells[i] is { Number: { } number } cell)
            {
                ShownMetric shown = json.Metric(table.Columns[i].Key, number, cell.Interval, cell.Decimals, cell.Shown);
                figures.Add(cell.IsNone ? shown with { Placeholder = shown.Undefined ?? "" } : shown);
                continue;
            }

            html.Cells(figures);
            figures.Clear();
            json.Text(table.Columns[i].Key, row.Cells[i].Text);
            if (i == 0)
            {
                Name(html, row);
            }
            else
            {
                html.Cell(row.Cells[i].Text!);
            }
        }

        html.Cells(figures);
    }

    private static void Name(HtmlWriter html, ReportRow row) => html.Element("th", [("scope", "row")], () =>
    {
        html.Text(row.Cells[0].Text!);
        if (row.Mark is { } mark)
        {
            html.Element("span", [("class", "tag")], mark);
        }

        if (row.Remark is { } remark)
        {
            html.Element("span", [("class", "remark")], remark);
        }
    });
}
