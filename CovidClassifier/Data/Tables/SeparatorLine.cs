using System.Text.RegularExpressions;

namespace CovidClassifier.Data.Tables;

/// <summary>A first line that says what separates the fields, as spreadsheets write it: sep=; or "sep=;" in any case, with or without quotes and trailing
/// separators.</summary>
/// <param name="Separator">The separator; null: the line names none.</param>
/// <param name="Length">Characters of the line, its end included.</param>
internal sealed partial record SeparatorLine(char? Separator, int Length)
{
    /// <param name="head">The table's first characters.</param>
    /// <param name="path">The table.</param>
    /// <returns>Null where the first line is none.</returns>
    /// <exception cref="DatasetException">It names what cannot separate.</exception>
    public static SeparatorLine? Of(string head, string path)
    {
        if (Line().Match(head) is not { Success: true } line)
        {
            return null;
        }

        string named = line.Groups["separator"].Value;
        return named == "\\t" ? new SeparatorLine('\t', line.Length)
            : named.Length == 0 ? new SeparatorLine(null, line.Length)
            : named[0] is < '\x7F' and not ('"' or '\0' or '\r' or '\n') ? new SeparatorLine(named[0], line.Length)
            : throw new DatasetException($"Table '{path}' names a separator in line 1 that cannot separate fields: it must be one ASCII character other than "
            + "a quote.", path);
    }

    /// <summary>Reads past the line; returns how many lines that are.</summary>
    public int Skip(TextReader reader)
    {
        for (int i = 0; i < Length; i++)
        {
            reader.Read();
        }

        return 1;
    }

    [GeneratedRegex(
        """\A[ \t]*"?[ ]*sep[ ]*=[ ]*"?(?<separator>\\t|[^\r\n"]?)"?"?[,;\t| ]*(?:\r\n|\r|\n|\z)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Line();
}
