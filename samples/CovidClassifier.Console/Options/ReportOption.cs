using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--report FILE.html</c>, the same in every command.</summary>
internal sealed class ReportOption
{
    private readonly OutputOption _option = new(
        "--report",
        "Write a page with figures, curves, audits and X-rays to this file, and its numbers beside it as .json; opens in any browser, without a network.",
        "FILE.html") { Beside = Numbers };

    public void AddTo(Command command) => command.Add(HelpGroup.Output, _option);

    /// <param name="parsed">The command line.</param>
    /// <returns>Null: no report is asked for.</returns>
    /// <exception cref="UsageException">The file is no page, or cannot be written.</exception>
    public ReportChoices? Read(ParseResult parsed) => parsed.GetValue(_option) is { } path ? Check(path, parsed) : null;

    /// <summary>The same with a file where none is named.</summary>
    public ReportChoices Read(ParseResult parsed, string otherwise) => Check(parsed.GetValue(_option) ?? otherwise, parsed);

    private static IEnumerable<string> Numbers(string path) => [Report.JsonPath(path)];

    private static ReportChoices Check(string path, ParseResult parsed)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".html" or ".htm"))
        {
            throw new UsageException($"--report must be a file that ends in .html, got '{path}'.");
        }

        OutputFile.RequireWritable("--report", path);
        return new ReportChoices(path, CommandLine.Of(parsed));
    }
}
