using CovidClassifier.Foundation;

namespace CovidClassifier.Console.Shards;

/// <summary>What a shard of a scoring notes beside its rows: which part it is, of which list, by which model.</summary>
/// <param name="Shard">For example 3/8.</param>
/// <param name="ModelHash">SHA-256 of the model's file.</param>
/// <param name="Rejects">Whether images that the guard does not accept got no label.</param>
/// <param name="ListHash">Over all paths of the list, those of other shards too.</param>
/// <param name="ListCount">How many these are.</param>
internal sealed record ScoreShard(string Shard, string ModelHash, bool Rejects, string ListHash, long ListCount)
{
    private const string Ending = ".shard.json";

    /// <summary>The file of a shard: scores.csv becomes scores-3-of-8.csv.</summary>
    public static string NameOf(string path, Shard shard) => Path.Combine(
        Path.GetDirectoryName(path) ?? "",
        FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(path)}-{shard.Number}-of-{shard.Count}{Path.GetExtension(path)}"));

    /// <summary>The notes of all shards of a file that are there.</summary>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        string given = Path.GetDirectoryName(path) ?? "", folder = given.Length == 0 ? "." : given;
        string start = Path.GetFileNameWithoutExtension(path) + "-", end = Path.GetExtension(path);
        return !Directory.Exists(folder) ? [] :
        [
            .. Directory.EnumerateFiles(folder, "*" + end + Ending).Select(n => Path.GetFileName(n)[..^Ending.Length])
                .Where(f => f.StartsWith(start, StringComparison.Ordinal) && IsPart(f[start.Length..^end.Length]))
                .Order(StringComparer.Ordinal).Select(f => Path.Combine(given, f)),
        ];
    }

    /// <summary>The note of a shard's file.</summary>
    /// <exception cref="BadShardException">There is none, or it cannot be read.</exception>
    public static (Shard Shard, ScoreShard Note) Read(string path)
    {
        try
        {
            ScoreShard note = SealedJson.Read(path + Ending, ShardJson.Readable.ScoreShard);
            return (CovidClassifier.Shard.Parse(note.Shard), note);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadShardException($"'{path}' is no shard: there is no '{path}{Ending}' beside it, which tells what part of which list it is.");
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new BadShardException($"The note of a shard '{path}{Ending}' cannot be read: {e.Message}");
        }
    }

    /// <summary>Writes the note of a shard's file.</summary>
    public void Write(string path) => SealedJson.Write(path + Ending, this, ShardJson.Readable.ScoreShard);

    private static bool IsPart(string middle)
    {
        string[] parts = middle.Split("-of-");
        return parts.Length == 2 && parts.All(p => p.Length > 0 && p.All(char.IsAsciiDigit));
    }
}
