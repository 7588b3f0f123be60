using System.CommandLine;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Scores;

namespace CovidClassifier.Console.Options;

/// <summary>The images to score: named one by one, or <c>--input FOLDER|LIST|-</c>.</summary>
internal sealed class InputOption
{
    private readonly Argument<string[]> _images = new("IMAGE")
    {
        Description = "X-rays; a folder stands for every image below it, by content and whatever its name ends in, a table (CSV or TSV) for those of its "
            + "rows. What is left out is counted.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _input = new("--input")
    {
        Description = "In place of IMAGE: a folder, a table, a text file with one path a line, or '-' for such a list on standard input. Of any length.",
        HelpName = "FOLDER|LIST|-",
    };

    private readonly ImageColumnOption _column = new();

    public void AddTo(Command command)
    {
        command.Add(_images);
        command.Add(HelpGroup.Data, _input);
        _column.AddTo(command);
    }

    /// <exception cref="UsageException">Neither or both are given, or the input is none of these.</exception>
    /// <exception cref="DatasetException">A folder cannot be read.</exception>
    /// <exception cref="IOException">A folder holds no image.</exception>
    public ScoreInputs Read(ParseResult parsed) => (parsed.GetValue(_images) ?? [], parsed.GetValue(_input)) switch
    {
        ([], null) => throw new UsageException("X-rays must be named, or --input given: a folder, a list or '-'."),
        ([], { } input) => ScoreInputs.From(input, _column.Read(parsed)),
        (var images, null) => ScoreInputs.Named(images, _column.Read(parsed)),
        (var images, _) => throw new UsageException($"X-rays are either named or come from --input, got both ('{images[0]}')."),
    };
}
