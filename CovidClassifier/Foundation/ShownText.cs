using System.Globalization;

namespace CovidClassifier.Foundation;

/// <summary>Text that came from outside, as a message may show it: no control characters, no endless lines.</summary>
internal static class ShownText
{
    private const int Longest = 200;

    /// <summary>Control characters as \u0000, the middle of what is longer than 200 characters left out.</summary>
    public static string Of(string text)
    {
        string shown = text.Length <= Longest ? text : $"{text[..(Longest / 2)]}...{text[^(Longest / 4)..]}";
        return Line(shown);
    }

    /// <summary>Control characters as \u0000, nothing left out.</summary>
    public static string Line(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(Escape)) : text;

    /// <summary>The same for a message that may have several lines: their breaks stay.</summary>
    public static string Lines(string text) =>
        text.Any(c => char.IsControl(c) && c != '\n') ? string.Concat(text.Select(c => c == '\n' ? "\n" : Escape(c))) : text;

    private static string Escape(char c) => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}") : c.ToString();
}
