using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--report FILE.html</c>, the same in every command.</summary>
/// <param name="asksForPrevalence">Whether the command has no <c>--prevalence</c> of its own.</param>
internal sealed class ReportOption(bool asksForPrevalence = true)
{
    private readonly OutputOption _option = new(
        "--report",
        "Write a page with figures, curves, audits and X-rays to this file, and its numbers beside it as .json; opens in any browser, without a network.",
        "FILE.html")
    { Beside = Numbers };

    private readonly Option<double?> _prevalence = NumberOption.RealOrNone(
        "--prevalence",
        x => x is > 0 and < 1,
        "a number between 0 and 1",
        "Share of positive patients where the model is to be used: the report tells PPV and NPV for it, too, beside those for 1, 5, 10, 20 and 50 %.");

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Output, _option);
        if (asksForPrevalence)
        {
            command.Add(HelpGroup.Output, _prevalence);
        }
    }

    /// <param name="parsed">The command line.</param>
    /// <returns>Null: no report is asked for.</returns>
    /// <exception cref="UsageException">The file is no page, or cannot be written; or what a report is to tell was given without one.</exception>
    public ReportChoices? Read(ParseResult parsed) => parsed.GetValue(_option) is { } path ? Check(path, parsed)
        : asksForPrevalence && parsed.GetValue(_prevalence) is not null
        ? throw new UsageException("--prevalence says what the report tells PPV and NPV for; give --report, too.")
        : null;

    /// <summary>The same with a file where none is named.</summary>
    public ReportChoices Read(ParseResult parsed, string otherwise) => Check(parsed.GetValue(_option) ?? otherwise, parsed);

    private static IEnumerable<string> Numbers(string path) => [Report.JsonPath(path)];

    private ReportChoices Check(string path, ParseResult parsed)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".html" or ".htm"))
        {
            throw new UsageException($"--report must be a file that ends in .html, got '{path}'.");
        }

        OutputFile.RequireWritable("--report", path);
        return new ReportChoices(path, CommandLine.Of(parsed)) { Prevalence = asksForPrevalence ? parsed.GetValue(_prevalence) : null };
    }
}
