using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--column-path</c> where images are named by a table and nothing else of it is read.</summary>
internal sealed class ImageColumnOption
{
    private readonly Option<string?> _column = new("--column-path")
    {
        Description = "Of a table: name of the column with the image's file. Default: path, file, filename, image and the like.",
        HelpName = "NAME",
    };

    public void AddTo(Command command) => command.AddRare(HelpGroup.Data, _column);

    public string? Read(ParseResult parsed) => parsed.GetValue(_column);
}
