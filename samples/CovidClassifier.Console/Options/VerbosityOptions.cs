using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--quiet</c> and <c>--verbose</c>, which every command has.</summary>
internal sealed class VerbosityOptions
{
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Show results, warnings and errors only." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Show every figure, not only the four that are read first." };

    public void AddTo(Command command) => command.Add(HelpGroup.Output, _quiet, _verbose);

    /// <exception cref="UsageException">Both are given.</exception>
    public Verbosity Read(ParseResult parsed) => (parsed.GetValue(_quiet), parsed.GetValue(_verbose)) switch
    {
        (true, true) => throw new UsageException("--quiet and --verbose say opposite things; give one of them."),
        (true, false) => Verbosity.Quiet,
        (false, true) => Verbosity.Verbose,
        _ => Verbosity.Normal,
    };
}
