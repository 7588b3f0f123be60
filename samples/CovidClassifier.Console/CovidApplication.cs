using System.CommandLine;
using System.CommandLine.Invocation;
using CovidClassifier.Console.Commands;

namespace CovidClassifier.Console;

/// <summary>From arguments to exit code.</summary>
internal static class CovidApplication
{
    // an image may well be called @1.png: no response files; and no bundles of short options, there are none
    public static ParserConfiguration Parser { get; } = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    public static int Run(string[] arguments)
    {
        var root = new CovidRootCommand();
        ParseResult parsed = root.Parse(arguments, Parser);
        try
        {
            return parsed.Action is ParseErrorAction
                ? Refuse(parsed)
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // help, too, is written to what may be full or closed
            StandardError.Say(Sentence.Of(e));
            return ExitCode.Failed;
        }
    }

    private static int Refuse(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string name = command.FullName();
        string sentence = command.Subcommands.Count == 0 ? Sentence.Of(parsed.Errors[0].Message)
            : parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' is not one of the commands: {Names(command)}."
            : $"A command is needed: {Names(command)}.";
        StandardError.Say($"{sentence} See '{name} --help'.");
        return ExitCode.BadUsage;
    }

    private static string Names(Command root) => string.Join(", ", root.Subcommands.Select(c => c.Name));
}
