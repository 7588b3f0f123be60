namespace CovidClassifier.Console;

/// <summary>What somebody meant who typed a word that is not known.</summary>
internal static class Suggestion
{
    private const int ShortestBeginning = 3, LettersPerSlip = 3;

    /// <summary>"; did you mean 'train'?" or, where nothing known comes near, the given ending.</summary>
    public static string After(string word, IEnumerable<string> known, string otherwise = ".") =>
        Nearest(word, known) is { } meant ? $"; did you mean '{meant}'?" : otherwise;

    /// <summary>The word with the fewest slips (a letter missing, added, changed, or two swapped), one for each three letters at most; else the only one
    /// that begins so. Null: there is none.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        string[] words = [.. known];
        string? meant = words.Where(k => Slips(word, k) <= Math.Max(1, word.Trim('-').Length / LettersPerSlip)).MinBy(k => Slips(word, k));
        string[] longer = [.. words.Where(k => word.Trim('-').Length >= ShortestBeginning && k.StartsWith(word, StringComparison.OrdinalIgnoreCase))];
        return meant ?? (longer.Length == 1 ? longer[0] : null);
    }

    // optimal string alignment: Levenshtein's distance, with two neighbours swapped as one slip
    private static int Slips(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                table[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                    table[i - 1, j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1));
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
