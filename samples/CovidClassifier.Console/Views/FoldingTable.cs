using Spectre.Console;
using Spectre.Console.Rendering;

namespace CovidClassifier.Console.Views;

/// <summary>
/// A table where it fits; in a narrow terminal each row as a paragraph: its first cell, then a line for each other cell with its column's title. Figures are
/// never broken, words are broken between words only.
/// </summary>
internal sealed class FoldingTable(Table table) : IRenderable
{
    private const int WidestWrapped = 16, Frame = 3;

    public Measurement Measure(RenderOptions options, int maxWidth) => Fitting(options, maxWidth).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Fitting(options, maxWidth).Render(options, maxWidth);

    private IRenderable Fitting(RenderOptions options, int width)
    {
        int needed = 1;
        for (int column = 0; column < table.Columns.Count; column++)
        {
            IRenderable[] cells = [table.Columns[column].Header, .. table.Rows.Select(r => r[column])];
            string[] texts = [.. cells.Skip(1).Select(c => TextOf(c, options))];
            bool isOfFigures = texts.Any(t => t.Length > 0) && texts.All(IsFigure);
            table.Columns[column].NoWrap = isOfFigures;
            Measurement[] widths = [.. cells.Select(c => c.Measure(options, int.MaxValue))];
            int longestWord = widths.Max(w => w.Min), longest = widths.Max(w => w.Max);
            needed += Frame + (isOfFigures ? longest : Math.Max(longestWord, Math.Min(longest, WidestWrapped)));
        }

        return needed <= width ? table : new Rows(table.Rows.Select(r => Paragraph(r, options)));
    }

    private Rows Paragraph(TableRow row, RenderOptions options)
    {
        var lines = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) }).AddColumn(new GridColumn());
        for (int column = 1; column < table.Columns.Count; column++)
        {
            string text = TextOf(row[column], options);
            if (text.Length > 0)
            {
                lines.AddRow(new Text(TextOf(table.Columns[column].Header, options)), new Text(text));
            }
        }

        return new Rows(new Text(TextOf(row[0], options)), lines);
    }

    // the second line of a cell is what belongs to its figure
    private static string TextOf(IRenderable cell, RenderOptions options)
    {
        string[] lines = string.Concat(cell.Render(options, int.MaxValue).Where(s => !s.IsControlCode).Select(s => s.IsLineBreak ? "\n" : s.Text))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length < 2 ? string.Concat(lines) : $"{lines[0]} ({string.Join(", ", lines[1..])})";
    }

    private static bool IsFigure(string text) => text.Length == 0 || char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' || text == "undefined";
}
