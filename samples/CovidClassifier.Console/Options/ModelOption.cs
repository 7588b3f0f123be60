using System.CommandLine;

namespace CovidClassifier.Console.Options;

/// <summary><c>--model FILE.zip</c>: a model that exists.</summary>
internal sealed class ModelOption
{
    private readonly Option<string> _option = new("--model") { Required = true, Description = "The model that 'covid train' saved.", HelpName = "FILE.zip" };

    public void AddTo(Command command) => command.Add(_option);

    /// <exception cref="UsageException">There is no such file.</exception>
    public string Read(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_option);
        return File.Exists(path) ? path : throw new UsageException($"--model must be a file that exists, got '{path}'.");
    }
}
