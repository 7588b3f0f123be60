using System.CommandLine;
using System.CommandLine.Invocation;

namespace CovidClassifier.Console.Help;

/// <summary>Shows the help of the command that was named.</summary>
/// <param name="isWhole">With the options that are rarely needed.</param>
internal sealed class HelpPageAction(bool isWhole) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(new HelpPage(parseResult.CommandResult.Command, isWhole).Text(HelpPage.Width));
        return ExitCode.Done;
    }
}
