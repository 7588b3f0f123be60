using System.CommandLine;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Console.Options;

/// <summary><c>--folds-dir DIR</c>, with <c>--shard</c>.</summary>
internal sealed class FoldFolderOption
{
    /// <summary>The option's name.</summary>
    public const string Name = "--folds-dir";

    private readonly Option<string?> _folder = new(Name)
    {
        Description = "Keep each fold's predictions in this folder: a fold that is there is not trained again, and shards leave theirs for 'covid merge'.",
        HelpName = "DIR",
    };

    private readonly ShardOption _shard;

    /// <param name="pieces">What a shard is made of, for example "folds".</param>
    public FoldFolderOption(string pieces) =>
        _shard = new ShardOption(HelpGroup.Measuring, $"Train only some of the {pieces}, into {Name}, for 'covid merge' to make the result of.");

    public void AddTo(Command command)
    {
        command.AddRare(HelpGroup.Measuring, _folder);
        _shard.AddTo(command);
    }

    /// <summary>The folder and the shard; null: none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="results">Those options for results that are given; a shard makes none.</param>
    /// <exception cref="UsageException">The folder cannot be written to, or the options do not go together.</exception>
    /// <exception cref="BadShardException">There is no such shard.</exception>
    public (string? Folder, Shard? Shard) Read(ParseResult parsed, params IEnumerable<(string Option, bool IsGiven)> results)
    {
        string? folder = parsed.GetValue(_folder);
        Shard? shard = _shard.Read(parsed);
        if (shard is not null)
        {
            if (folder is null)
            {
                throw new UsageException($"--shard needs {Name}, the folder where all shards leave their folds.");
            }

            if (results.FirstOrDefault(r => r.IsGiven).Option is { } option)
            {
                throw new UsageException($"A shard makes no result, so that it takes no {option}: give it to 'covid merge {folder}'.");
            }
        }

        if (folder is not null)
        {
            if (File.Exists(folder))
            {
                throw new UsageException($"{Name} must be a folder, but '{folder}' is a file.");
            }

            OutputFile.RequireWritableFolder(Name, folder);
        }

        return (folder, shard);
    }
}
