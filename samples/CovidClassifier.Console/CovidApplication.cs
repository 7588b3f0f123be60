using System.CommandLine;
using System.CommandLine.Invocation;

namespace CovidClassifier.Console;

/// <summary>From arguments to exit code.</summary>
internal static class CovidApplication
{
    public static int Run(string[] arguments)
    {
        var root = new CovidRootCommand();
        // an image may well be called @1.png: no response files; and no bundles of short options, there are none
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        return parsed.Action is ParseErrorAction
            ? Refuse(parsed)
            : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static int Refuse(ParseResult parsed)
    {
        bool noCommand = parsed.CommandResult.Command is RootCommand && parsed.Tokens.Count == 0;
        string sentence = noCommand ? "A command is needed: demo, train, evaluate or predict." : Sentence.Of(parsed.Errors[0].Message);
        string command = parsed.CommandResult.Command is RootCommand ? "covid" : $"covid {parsed.CommandResult.Command.Name}";
        System.Console.Error.WriteLine($"{sentence} See '{command} --help'.");
        return ExitCode.BadUsage;
    }
}
