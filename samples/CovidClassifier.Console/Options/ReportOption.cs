using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary><c>--report FILE.html</c>, the same in every command.</summary>
/// <param name="asksForPrevalence">Whether the command has no <c>--prevalence</c> of its own.</param>
internal sealed class ReportOption(bool asksForPrevalence = true)
{
    private readonly Option<string?> _option = new("--report")
    {
        Description =
            "Write a page with figures, curves, audits and X-rays to this file, and its numbers beside it as .json; opens in any browser, without a network.",
        HelpName = "FILE.html",
    };

    private readonly Option<double?> _prevalence = NumberOption.RealOrNone(
        "--prevalence",
        x => x is > 0 and < 1,
        "a number between 0 and 1",
        "Share of positive patients where the model is to be used: the report tells PPV and NPV for it, too, beside those for 1, 5, 10, 20 and 50 %.");

    public void AddTo(Command command)
    {
        command.Add(_option);
        if (asksForPrevalence)
        {
            command.Add(_prevalence);
        }
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="json">Where <c>--json</c> goes; null: nowhere.</param>
    /// <returns>Null: no report is asked for.</returns>
    /// <exception cref="UsageException">The file is no page, cannot be written, or its numbers would replace what --json writes.</exception>
    public ReportChoices? Read(ParseResult parsed, string? json) => parsed.GetValue(_option) is { } path ? Check(path, json, parsed) : null;

    /// <summary>The same with a file where none is named.</summary>
    public ReportChoices Read(ParseResult parsed, string? json, string otherwise) => Check(parsed.GetValue(_option) ?? otherwise, json, parsed);

    private ReportChoices Check(string path, string? json, ParseResult parsed)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".html" or ".htm"))
        {
            throw new UsageException($"--report must be a file that ends in .html, got '{path}'.");
        }

        OutputFile.RequireWritable("--report", path);
        string numbers = Report.JsonPath(path);
        return json is null or JsonOption.StandardOutput || Path.GetFullPath(json) != Path.GetFullPath(numbers)
            ? new ReportChoices(path, CommandLine.Of(parsed)) { Prevalence = asksForPrevalence ? parsed.GetValue(_prevalence) : null }
            : throw new UsageException($"--report writes its numbers to '{numbers}', which --json names too; give them different names.");
    }
}
