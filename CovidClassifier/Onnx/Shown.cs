using System.Text;

namespace CovidClassifier.Onnx;

/// <summary>Names out of a stranger's file, fit for a sentence: short, and without characters that a terminal would obey.</summary>
internal static class Shown
{
    private const int Longest = 80;

    /// <summary>The name; a long one is cut, and what is not printable becomes its code.</summary>
    public static string Name(string name)
    {
        var shown = new StringBuilder();
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (shown.Length >= Longest)
            {
                return shown.Append("...").ToString();
            }

            bool plain = Rune.GetUnicodeCategory(rune) is not (
                System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                    or System.Globalization.UnicodeCategory.LineSeparator
                or System.Globalization.UnicodeCategory.ParagraphSeparator or System.Globalization.UnicodeCategory.OtherNotAssigned);
            shown.Append(plain ? rune.ToString() : FormattableString.Invariant($"\\u{rune.Value:x4}"));
        }

        return shown.ToString();
    }
}
