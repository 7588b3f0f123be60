using System.CommandLine;

namespace CovidClassifier.Console;

/// <summary>The command as it can be typed again.</summary>
internal static class CommandLine
{
    public static string Of(ParseResult parsed) => string.Join(' ', parsed.Tokens.Select(t => Quoted(t.Value)).Prepend("covid"));

    /// <summary>As a shell takes it for one word.</summary>
    // for the shells of Linux and macOS; plain words need nothing anywhere
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./\\:,=+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
