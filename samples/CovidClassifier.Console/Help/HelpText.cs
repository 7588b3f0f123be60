using System.Text;

namespace CovidClassifier.Console.Help;

/// <summary>Lines of help, broken between words, never inside one.</summary>
/// <param name="width">Columns of a line.</param>
internal sealed class HelpText(int width)
{
    private const int Indent = 2, Gap = 2, WidestLabel = 28;

    private readonly StringBuilder _text = new();

    public void Line(string line = "") => _text.Append(line).Append('\n');

    public void Paragraph(string text)
    {
        foreach (string line in Broken(text, width))
        {
            Line(line);
        }

        Line();
    }

    /// <summary>A heading, and under it two columns; a label that is too wide has a line of its own.</summary>
    public void Table(string heading, IReadOnlyList<(string Label, string Text)> rows)
    {
        Line($"{heading}:");
        int column = Math.Min(rows.Max(r => r.Label.Length), WidestLabel) + Indent + Gap;
        foreach ((string label, string text) in rows)
        {
            string start = new string(' ', Indent) + label;
            if (start.Length + Gap > column)
            {
                Line(start);
                start = "";
            }

            foreach (string line in Broken(text, width - column))
            {
                Line(start.PadRight(column) + line);
                start = "";
            }
        }

        Line();
    }

    public override string ToString() => _text.ToString();

    private static IEnumerable<string> Broken(string text, int columns)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                yield return line.ToString();
                line.Clear();
            }

            _ = line.Length == 0 ? line.Append(word) : line.Append(' ').Append(word);
        }

        yield return line.ToString();
    }
}
