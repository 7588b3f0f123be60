using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--json FILE</c>, the same in every command.</summary>
internal sealed class JsonOption
{
    /// <summary>Stands for standard output.</summary>
    public const string StandardOutput = "-";

    private readonly OutputOption _option = new(
        "--json",
        "Write the result as JSON to this file, whole or not at all; '-' is standard output, and everything for people then goes to standard error.",
        "FILE");

    public void AddTo(Command command) => command.Add(HelpGroup.Output, _option);

    /// <returns>Null: no JSON is asked for.</returns>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public string? Read(ParseResult parsed)
    {
        string? path = parsed.GetValue(_option);
        if (path is not (null or StandardOutput))
        {
            OutputFile.RequireWritable("--json", path);
        }

        return path;
    }
}
