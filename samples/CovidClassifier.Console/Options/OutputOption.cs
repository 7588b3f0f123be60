using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary>An option that names a file which the command writes. Before a command begins, all of these are held against each other and against what is
/// read.</summary>
internal sealed class OutputOption : Option<string?>
{
    public OutputOption(string name, string description, string helpName)
        : base(name)
    {
        Description = description;
        HelpName = helpName;
    }

    /// <summary>Files that are written beside the named one; default: none.</summary>
    public Func<string, IEnumerable<string>> Beside { get; init; } = _ => [];

    /// <summary>Every file that is written; none where the option is not given or names standard output.</summary>
    public IEnumerable<OutputPlace> Places(ParseResult parsed) =>
        parsed.GetValue(this) is { } path && path != JsonOption.StandardOutput
            ? [new OutputPlace(this, path, IsNamed: true), .. Beside(path).Select(beside => new OutputPlace(this, beside, IsNamed: false))]
            : [];
}
