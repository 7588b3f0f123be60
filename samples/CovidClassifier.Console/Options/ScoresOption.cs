using System.CommandLine;
using CovidClassifier.Console.Help;
using CovidClassifier.Console.Scores;

namespace CovidClassifier.Console.Options;

/// <summary><c>--out scores.csv</c> and <c>--resume</c> of a scoring.</summary>
internal sealed class ScoresOption
{
    /// <summary>Stands for standard output.</summary>
    public const string StandardOutput = "-";

    private readonly OutputOption _out =
        new("--out", $"Write one row per image to this file ({ScoreFormats.Endings}), images that cannot be read included, in the order of the images. It is "
            + "there whole at the end; until then the rows lie in FILE.partial. '-' writes lines of JSON to standard output as they come.", "FILE");

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on with the --out of a run that was ended or killed: no image is scored twice, none is lost.",
    };

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Output, _out, _resume);
    }

    /// <summary>Whether rows go to standard output.</summary>
    public bool IsStandardOutput(ParseResult parsed) => parsed.GetValue(_out) == StandardOutput;

    /// <returns>Null: no file is asked for.</returns>
    /// <exception cref="UsageException">The file cannot be written, or its name tells no format.</exception>
    public ScoreFile? Read(ParseResult parsed)
    {
        string? path = parsed.GetValue(_out);
        bool isResumed = parsed.GetValue(_resume);
        if (path is null or StandardOutput)
        {
            return !isResumed ? null : throw new UsageException("--resume goes on with a file of scores and needs its --out FILE.");
        }

        IScoreFormat format = ScoreFormats.Of(path)
            ?? throw new UsageException($"--out must end in {ScoreFormats.Endings}, or be '-' for standard output, got '{path}'.");
        OutputFile.RequireWritable("--out", path);
        return new ScoreFile(path, format, isResumed);
    }
}
