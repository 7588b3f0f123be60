using System.Globalization;
using System.Text;

namespace CovidClassifier.Foundation;

/// <summary>Text that came from outside, as a message or a terminal may show it: nothing in it is obeyed, nothing is endless.</summary>
internal static class ShownText
{
    private const int Longest = 200, LongestName = 80;

    /// <summary>In one line; of what is longer than 200 characters the middle is left out.</summary>
    public static string Of(string text) => Line(text.Length <= Longest ? text : $"{Begin(text, Longest / 2)}...{End(text, Longest / 4)}");

    /// <summary>In one line; what is longer than 80 characters is cut.</summary>
    public static string Name(string name) => Line(name.Length <= LongestName ? name : Begin(name, LongestName) + "...");

    /// <summary>In one line, nothing left out.</summary>
    public static string Line(string text) => Plain(text, keepsBreaks: false);

    /// <summary>The same for a text that may have several lines: their breaks stay.</summary>
    public static string Lines(string text) => Plain(text, keepsBreaks: true);

    /// <summary>So many characters of a text's beginning; one less where the last would be half of one that takes two.</summary>
    /// <param name="text">As long or longer.</param>
    /// <param name="length">1 or more.</param>
    public static string Begin(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    /// <summary>So many characters of a text's end; one less where the first would be half of one that takes two.</summary>
    /// <inheritdoc cref="Begin" path="/param"/>
    public static string End(string text, int length) => text[^(char.IsLowSurrogate(text[^length]) ? length - 1 : length)..];

    private static string Plain(string text, bool keepsBreaks)
    {
        if (!text.Any(char.IsSurrogate) && text.EnumerateRunes().All(rune => IsPlain(rune, keepsBreaks)))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = IsPlain(rune, keepsBreaks) ? shown.Append(rune.ToString()) : shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }

        return shown.ToString();
    }

    // the others move the cursor, turn the direction, vanish, or mean what nobody has agreed on
    private static bool IsPlain(Rune rune, bool keepsBreaks) => (keepsBreaks && rune.Value == '\n') || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.OtherNotAssigned);
}
