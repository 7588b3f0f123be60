using System.Text;

namespace CovidClassifier.Console.Help;

/// <summary>Lines of help, broken between words, never inside one.</summary>
/// <param name="width">Columns of a line.</param>
internal sealed class HelpText(int width)
{
    private const int Indent = 2, Gap = 2, WidestLabel = 28, Continued = 6;

    private readonly StringBuilder _text = new();

    public void Line(string line = "") => _text.Append(line).Append('\n');

    public void Paragraph(string text)
    {
        foreach (string line in BrokenLines.Of(text, width))
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
                foreach (string part in BrokenLines.Of(label, width - Indent))
                {
                    Line(new string(' ', Indent) + part);
                }

                start = "";
            }

            foreach (string line in BrokenLines.Of(text, width - column))
            {
                Line(start.PadRight(column) + line);
                start = "";
            }
        }

        Line();
    }

    /// <summary>A command line; where it is too wide it goes on below, each option with its value, so that it can still be pasted into a shell.</summary>
    public void CommandLine(string command)
    {
        int indent = Indent;
        foreach (string line in Console.CommandLine.Lines(command, width - Continued))
        {
            Line(new string(' ', indent) + line);
            indent = Continued;
        }
    }

    public override string ToString() => _text.ToString();
}
