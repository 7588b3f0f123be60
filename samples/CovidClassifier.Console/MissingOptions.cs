using System.CommandLine;

namespace CovidClassifier.Console;

/// <summary>The options that a command cannot do without, and was not given.</summary>
internal static class MissingOptions
{
    /// <summary>One sentence about all of them; null: fewer than two are missing, or something else is wrong too.</summary>
    public static string? Describe(ParseResult parsed)
    {
        IEnumerable<Option> missing = parsed.CommandResult.Command.Options.Where(o => o.Required && parsed.GetResult(o) is null or { Tokens.Count: 0 });
        string[] names = [.. missing.Select(o => o.Name)];
        return names.Length < 2 || parsed.Errors.Count > names.Length ? null
            : $"Options {string.Join(", ", names[..^1].Select(n => $"'{n}'"))} and '{names[^1]}' are required.";
    }
}
