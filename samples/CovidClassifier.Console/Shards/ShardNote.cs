using System.CommandLine;
using CovidClassifier.Console.Options;
using CovidClassifier.Foundation;

namespace CovidClassifier.Console.Shards;

/// <summary>What a shard of a cross-validation or comparison leaves beside its folds when it has ended: which it is, and of which command line.</summary>
internal sealed record ShardNote
{
    private const string Beginning = "shard-", Ending = ".note.json";

    /// <summary>The command, for example crossvalidate.</summary>
    public required string Command { get; init; }

    /// <summary>What stood behind it, without what tells shard and folder, and without a feature cache: each machine may have its own.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>For example 3/8.</summary>
    public required string Shard { get; init; }

    /// <summary>Writes the note into the folder.</summary>
    /// <param name="folder">Where the folds are.</param>
    /// <param name="shard">Which has ended.</param>
    /// <param name="parsed">The command line.</param>
    public static void Write(string folder, Shard shard, ParseResult parsed)
    {
        var note = new ShardNote
        {
            Command = parsed.CommandResult.Command.Name,
            Arguments = Own(parsed),
            Shard = shard.ToString(),
        };
        string name = FormattableString.Invariant($"{Beginning}{shard.Number}-of-{shard.Count}{Ending}");
        SealedJson.Write(Path.Combine(folder, name), note, ShardJson.Readable.ShardNote);
    }

    /// <summary>The notes of a folder by their files, whatever these are called; none where there is none.</summary>
    /// <exception cref="BadShardException">A note cannot be read.</exception>
    public static IReadOnlyList<(string Path, ShardNote Note)> In(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, $"*{Ending}").Order(StringComparer.Ordinal).Select(path => (path, Read(path))),
    ];

    private static ShardNote Read(string path)
    {
        try
        {
            return SealedJson.Read(path, ShardJson.Readable.ShardNote);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new BadShardException($"The note of a shard '{path}' cannot be read: {e.Message}");
        }
    }

    private static List<string> Own(ParseResult parsed)
    {
        var own = new List<string>();
        bool isSkipped = false;
        foreach (string token in parsed.Tokens.Skip(1).Select(t => t.Value))
        {
            bool isName = token is "--shard" or FoldFolderOption.Name or FeatureCacheOption.Name or FeatureCacheOption.SizeName;
            if (!isName && !isSkipped)
            {
                own.Add(token);
            }

            isSkipped = isName;
        }

        return own;
    }
}
