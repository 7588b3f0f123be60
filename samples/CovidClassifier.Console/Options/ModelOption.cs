using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--model FILE.zip</c>: a model that exists.</summary>
internal sealed class ModelOption
{
    private readonly Option<string?> _option;

    private ModelOption(string description, bool isRequired) =>
        _option = new Option<string?>("--model") { Required = isRequired, Description = description, HelpName = "FILE.zip" };

    public static ModelOption Required() => new("The model that 'covid train' saved.", isRequired: true);

    public static ModelOption Optional(string description) => new(description, isRequired: false);

    public void AddTo(Command command) => command.Add(HelpGroup.Data, _option);

    /// <exception cref="UsageException">There is no such file.</exception>
    public string Read(ParseResult parsed) => Exists(parsed.GetRequiredValue(_option)!);

    /// <summary>Null where the option is not given.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public string? Find(ParseResult parsed) => parsed.GetValue(_option) is { } path ? Exists(path) : null;

    private static string Exists(string path) => File.Exists(path) ? path : throw new UsageException($"--model must be a file that exists, got '{path}'.");
}
