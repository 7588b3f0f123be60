namespace CovidClassifier.Console.Options;

/// <summary>Several words in one option.</summary>
internal static class WordList
{
    /// <exception cref="UsageException">A word is empty, or given twice.</exception>
    public static string[] Split(string option, string list)
    {
        string[] words = list.Split(',', StringSplitOptions.TrimEntries);
        return words.Any(w => w.Length == 0) ? throw new UsageException($"{option} must be words separated by commas, but one of them is empty.")
            : words.Distinct(StringComparer.Ordinal).Count() < words.Length ? throw new UsageException($"{option} must name each only once, got '{list}'.")
            : words;
    }
}
