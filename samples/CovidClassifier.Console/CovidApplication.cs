using System.CommandLine;
using System.CommandLine.Invocation;
using CovidClassifier.Console.Commands;
using CovidClassifier.Console.Help;

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
            return IsForACommand(parsed) && UnknownWord.Describe(parsed) is { } unknown ? Refuse(parsed, unknown)
                : parsed.Action is not ParseErrorAction
                ? parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null })
                : parsed.CommandResult.Command.Subcommands.Count > 0 ? new HelpPageAction(isWhole: false).Invoke(parsed)
                : Refuse(parsed, MissingOptions.Describe(parsed) ?? Sentence.Of(parsed.Errors[0].Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // help, too, is written to what may be full or closed
            StandardError.Say(Sentence.Of(e));
            return ExitCode.Failed;
        }
    }

    // not for help, the version or what a shell completes
    private static bool IsForACommand(ParseResult parsed) => parsed.Action is ParseErrorAction || parsed.Action == parsed.CommandResult.Command.Action;

    private static int Refuse(ParseResult parsed, string sentence)
    {
        StandardError.Say($"{Printable.Of(sentence)} See '{parsed.CommandResult.Command.FullName()} --help'.");
        return ExitCode.BadUsage;
    }
}
