using System.Globalization;
using System.Text;

namespace CovidClassifier.Console;

/// <summary>Text that may hold names out of files, tables and graphs, as a terminal may be sent it. The library has the same rule, but help is shown without
/// loading it.</summary>
internal static class Printable
{
    /// <summary>Control characters, and those that change the direction or vanish, as their codes; line breaks stay.</summary>
    public static string Of(string text)
    {
        if (text.All(c => c == '\n' || !IsObeyed(c)))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c == '\n' || !IsObeyed(c) ? shown.Append(c) : shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return shown.ToString();
    }

    private static bool IsObeyed(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
