using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using CovidClassifier.Console.Options;

namespace CovidClassifier.Console;

/// <summary>The usual help, then the command's examples.</summary>
internal sealed class ExamplesHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        foreach (LateChoiceOption option in parseResult.CommandResult.Command.Options.OfType<LateChoiceOption>())
        {
            option.CompleteHelp();
        }

        int code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is IHaveExamples { Examples: var examples })
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        return code;
    }
}
