using System.CommandLine;
using System.CommandLine.Parsing;
using CovidClassifier.Console.Commands;

namespace CovidClassifier.Console;

/// <summary>A word of the command line that no command, option or argument takes.</summary>
internal static class UnknownWord
{
    /// <summary>One sentence about the first such word, with what was probably meant; null: there is none.</summary>
    public static string? Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string? word = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : MisspeltOption(parsed);
        return word is null ? null
            : command.Subcommands.Count > 0 && !IsOption(word) ? DescribeCommand(word, command)
            : IsOption(word) ? DescribeOption(word, command)
            : DescribeValue(word, command);
    }

    // the parser takes an unknown option for a value where the command has arguments
    private static string? MisspeltOption(ParseResult parsed) =>
        parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash) ? null
        : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value)
            .FirstOrDefault(v => IsOption(v) && !Path.Exists(v));

    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    private static string DescribeCommand(string word, Command command)
    {
        string[] names = [.. command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)];
        return $"'{word}' is not one of the commands{Suggestion.After(word, names, $": {string.Join(", ", names)}.")}";
    }

    private static string DescribeOption(string word, Command command)
    {
        string name = word.Split('=', ':')[0];
        string[] own = [.. command.Options.Concat(Above(command).SelectMany(c => c.Options.Where(o => o.Recursive))).Select(o => o.Name)];
        string[] others = [.. Leaves(Root(command)).Where(c => c.Options.Any(o => o.Name == name)).Select(c => c.FullName())];
        string elsewhere = others.Length == 0 ? "." : $"; it is one of {string.Join(", ", others)}.";
        return $"'{name}' is not an option of {command.FullName()}{Suggestion.After(name, own, elsewhere)}";
    }

    private static string DescribeValue(string word, Command command) =>
        command.Options.Any(o => o.Name == "--data") && Path.Exists(word)
            ? $"'{word}' stands alone; did you mean '--data {word}'?"
            : $"'{word}' stands alone, but each value of {command.FullName()} follows its option.";

    private static IEnumerable<Command> Above(Command command) =>
        command.Parents.OfType<Command>().SelectMany(p => Above(p).Prepend(p));

    private static Command Root(Command command) => Above(command).LastOrDefault() ?? command;

    private static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);
}
