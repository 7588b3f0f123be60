using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--fixes FILE.csv</c>.</summary>
internal sealed class FixesOption
{
    private readonly OutputOption _option = new(
        "--fixes",
        "Write the suspicious labels to this table, the most suspicious first; edit its column label (blank: leave the image out) and give it back with " +
            "--labels.",
        "FILE.csv");

    public void AddTo(Command command) => command.Add(HelpGroup.Output, _option);

    /// <returns>Null: no table is asked for.</returns>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public string? Read(ParseResult parsed)
    {
        string? path = parsed.GetValue(_option);
        if (path is not null)
        {
            OutputFile.RequireWritable("--fixes", path);
        }

        return path;
    }
}
