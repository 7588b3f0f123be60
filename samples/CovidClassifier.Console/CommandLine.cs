using System.CommandLine;
using System.Text.RegularExpressions;

namespace CovidClassifier.Console;

/// <summary>The command as it can be typed again.</summary>
internal static partial class CommandLine
{
    // what tells a shell that the command goes on in the next line
    private static readonly string GoesOn = OperatingSystem.IsWindows() ? " `" : " \\";

    /// <summary>A command in lines of so many columns, each option with its words on one of them, so that it can still be pasted into a shell.</summary>
    public static IEnumerable<string> Lines(string command, int columns)
    {
        string line = "";
        foreach (string part in BeginningsOfParts().Split(command))
        {
            if (line.Length > 0 && line.Length + 1 + part.Length + GoesOn.Length > columns)
            {
                yield return line + GoesOn;
                line = "";
            }

            line = line.Length == 0 ? part : $"{line} {part}";
        }

        yield return line;
    }

    public static string Of(ParseResult parsed) => string.Join(' ', parsed.Tokens.Select(t => Quoted(t.Value)).Prepend("covid"));

    /// <summary>As a shell takes it for one word.</summary>
    // for the shells of Linux and macOS; plain words need nothing anywhere
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./\\:,=+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // an option with its words stays whole, and so does where the output goes
    [GeneratedRegex(" (?=--|>)")]
    private static partial Regex BeginningsOfParts();
}
