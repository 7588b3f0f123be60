using Spectre.Console;
using Spectre.Console.Rendering;

namespace CovidClassifier.Console.Views;

/// <summary>
/// A table where it fits; where it does not, with narrow columns, an interval in two lines; where that is still too wide, each row as a paragraph: its first
/// cell, then a line for each other cell with its column's title. Figures are never broken, words are broken between words only.
/// </summary>
internal sealed class FoldingTable(Table table) : IRenderable
{
    private const int WidestWrapped = 16, Frame = 3;

    public Measurement Measure(RenderOptions options, int maxWidth) => Fitting(options, maxWidth).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => Fitting(options, maxWidth).Render(options, maxWidth);

    private IRenderable Fitting(RenderOptions options, int width)
    {
        ColumnRoom[] rooms = [.. Enumerable.Range(0, table.Columns.Count).Select(c => Room(c, options))];
        bool isWide = Needed(rooms.Select(r => r.Usual)) <= width;
        if (!isWide && Needed(rooms.Select(r => r.Least)) > width)
        {
            return new Rows(table.Rows.Select(r => Paragraph(r, options)));
        }

        int spare = width - Needed(rooms.Select(r => r.Least));
        foreach ((TableColumn column, ColumnRoom room) in table.Columns.Zip(rooms))
        {
            int more = room.IsOfFigures ? 0 : Math.Clamp(spare, 0, room.Usual - room.Least);
            spare -= more;
            column.NoWrap = room.IsOfFigures;
            column.Width = isWide ? null : room.Least + more;
        }

        return table;
    }

    private static int Needed(IEnumerable<int> columns) => 1 + columns.Sum(c => c + Frame);

    private ColumnRoom Room(int column, RenderOptions options)
    {
        IRenderable header = table.Columns[column].Header;
        IRenderable[] cells = [header, .. table.Rows.Select(r => r[column])];
        string[] lines = [.. cells.Skip(1).SelectMany(c => LinesOf(c, options))];
        Measurement[] widths = [.. cells.Select(c => c.Measure(options, int.MaxValue))];
        int longestWord = widths.Max(w => w.Min), longest = widths.Max(w => w.Max);
        return lines.Length > 0 && lines.All(IsFigure)
            ? new ColumnRoom(true, longest, Math.Max(header.Measure(options, int.MaxValue).Min, lines.Max(LongestPart)))
            : new ColumnRoom(false, Math.Max(longestWord, Math.Min(longest, WidestWrapped)), longestWord);
    }

    // "0.8 to" stays together, so that a line that ends with it is seen to go on
    private static int LongestPart(string line) => line.Replace(" to ", "_to ", StringComparison.Ordinal).Split(' ').Max(part => part.Length);

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
        string[] lines = LinesOf(cell, options);
        return lines.Length < 2 ? string.Concat(lines) : $"{lines[0]} ({string.Join(", ", lines[1..])})";
    }

    private static string[] LinesOf(IRenderable cell, RenderOptions options) =>
        string.Concat(cell.Render(options, int.MaxValue).Where(s => !s.IsControlCode).Select(s => s.IsLineBreak ? "\n" : s.Text))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsFigure(string line) => char.IsAsciiDigit(line[0]) || line[0] is '-' or '+' || line == "undefined";

    /// <summary>The columns that a column's content takes.</summary>
    /// <param name="IsOfFigures">Whether no cell of it may be broken within a figure.</param>
    /// <param name="Usual">Figures in one line, words in lines of a few.</param>
    /// <param name="Least">An interval in two lines, each word in a line of its own.</param>
    private readonly record struct ColumnRoom(bool IsOfFigures, int Usual, int Least);
}
