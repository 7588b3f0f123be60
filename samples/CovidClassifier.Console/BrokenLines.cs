using System.Text;

namespace CovidClassifier.Console;

/// <summary>A text in lines of so many columns: broken between words, never between a number and its unit.</summary>
internal static class BrokenLines
{
    // of a word that is too long to stand below its column
    private const int ShortIndent = 2;

    private static readonly string[] Units = ["%", "s", "s.", "ms", "MB", "GB"];

    /// <param name="text">One paragraph, or several lines; the spaces that a line begins with, and those between columns, stay.</param>
    /// <param name="columns">Of a line; a word that is longer has a line of its own.</param>
    /// <param name="hanging">By how many columns more than its first line the others of a paragraph are indented.</param>
    public static IEnumerable<string> Of(string text, int columns, int hanging = 0) => text.Split('\n').SelectMany(line => Paragraph(line, columns, hanging));

    private static IEnumerable<string> Paragraph(string text, int columns, int hanging)
    {
        if (text.Length <= columns)
        {
            yield return text;
            yield break;
        }

        int indent = text.Length - text.TrimStart(' ').Length;
        var line = new StringBuilder(text[..indent]);
        int empty = indent;
        foreach ((string part, bool beginsAWord) in Words(text[indent..]).SelectMany(w => Pieces(w, columns)))
        {
            bool isApart = beginsAWord && line.Length > empty;
            if (line.Length > empty && line.Length + (isApart ? 1 : 0) + part.Length > columns)
            {
                yield return line.ToString().TrimEnd();
                empty = Enumerable.FirstOrDefault([indent + hanging, ShortIndent], i => i + part.Length <= columns);
                line.Clear().Append(' ', empty);
                isApart = false;
            }

            _ = isApart ? line.Append(' ').Append(part) : line.Append(part);
        }

        yield return line.ToString().TrimEnd();
    }

    private static IEnumerable<string> Words(string text)
    {
        string? word = null;
        foreach (string next in text.Split(' '))
        {
            if (word is not null && word.Length > 0 && char.IsAsciiDigit(word[^1]) && Array.Exists(Units, u => u == next.TrimEnd(',', ';', ')', ':')))
            {
                word = $"{word} {next}";
                continue;
            }

            if (word is not null)
            {
                yield return word;
            }

            word = next;
        }

        yield return word ?? "";
    }

    // a list of words without spaces, "a|b|c" or "a,b,c", is broken behind its marks where it has to be
    private static IEnumerable<(string Part, bool BeginsAWord)> Pieces(string word, int columns)
    {
        int start = 0;
        for (int i = 0; word.Length > columns && i < word.Length - 1; i++)
        {
            if (word[i] is '|' or ',')
            {
                yield return (word[start..(i + 1)], start == 0);
                start = i + 1;
            }
        }

        yield return (word[start..], start == 0);
    }
}
