using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--checkpoint DIR</c> and <c>--resume</c>.</summary>
internal sealed class CheckpointOptions
{
    private readonly Option<string?> _folder = new("--checkpoint")
    {
        Description = "Keep each completed epoch in this folder, so that a training that was stopped can go on. One training per folder.",
        HelpName = "DIR",
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Go on from --checkpoint's folder with the same options and data: the weights will be those of an uninterrupted run.",
    };

    public void AddTo(Command command)
    {
        command.Add(HelpGroup.Training, _folder, _resume);
    }

    /// <returns>Null: no checkpoints.</returns>
    /// <exception cref="UsageException">The folder cannot be used, or there is none to resume from.</exception>
    public CheckpointChoices? Read(ParseResult parsed)
    {
        string? folder = parsed.GetValue(_folder);
        bool resume = parsed.GetValue(_resume);
        if (folder is null)
        {
            return resume ? throw new UsageException("--resume needs --checkpoint, the folder to go on from.") : null;
        }

        if (File.Exists(folder))
        {
            throw new UsageException($"--checkpoint must be a folder, but '{folder}' is a file.");
        }

        OutputFile.RequireWritableFolder("--checkpoint", folder);
        return new CheckpointChoices(folder, resume);
    }
}
