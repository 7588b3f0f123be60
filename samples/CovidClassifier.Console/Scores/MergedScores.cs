using CovidClassifier.Console.Shards;
using CovidClassifier.Console.Views;

namespace CovidClassifier.Console.Scores;

/// <summary>The rows of all shards of a scoring in the order of the list.</summary>
internal static class MergedScores
{
    /// <summary>Writes them, row by row.</summary>
    /// <param name="shards">The shards' files, in any order.</param>
    /// <param name="output">Where to.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="BadShardException">A shard is missing, doubled, cut short, or of another list or model; the message names it.</exception>
    public static long Write(IReadOnlyList<string> shards, string output)
    {
        IReadOnlyList<(string Path, ScoreShard Note)> whole = ShardSet.Whole<(string, ScoreShard)>([.. shards.Select(path =>
        {
            (Shard shard, ScoreShard note) = ScoreShard.Read(path);
            return (shard, path, (path, note));
        })]);
        ScoreShard first = whole[0].Note;
        foreach ((string path, ScoreShard note) in whole)
        {
            string? what = note.ModelHash != first.ModelHash ? "models"
                : (note.ListHash, note.ListCount) != (first.ListHash, first.ListCount) ? "lists"
                : note.Rejects != first.Rejects ? "choices of --reject"
                : null;
            if (what is not null)
            {
                throw new BadShardException($"Shards {first.Shard} ('{whole[0].Path}') and {note.Shard} ('{path}') are of different {what}.");
            }
        }

        List<FileStream> streams = [];
        try
        {
            foreach ((string path, ScoreShard note) in whole)
            {
                streams.Add(File.Exists(path) ? Foundation.RegularFile.OpenRead(path)
                    : throw new BadShardException($"Shard {note.Shard} has no rows: '{path}' is not there."));
            }

            ScoreTable[] tables = [.. streams.Select((stream, i) => Read(stream, whole[i].Path, whole[i].Note))];
            IScoreFormat format = ScoreFormats.Of(output)!;
            Foundation.AtomicFile.Write(output, target => format.Write(target, tables[0] with { Rows = Rows(tables, whole, first.ListCount) }));
            return first.ListCount;
        }
        finally
        {
            streams.ForEach(s => s.Dispose());
        }
    }

    private static ScoreTable Read(FileStream stream, string path, ScoreShard note)
    {
        try
        {
            return ScoreFormats.Of(path)!.Read(stream);
        }
        catch (InvalidDataException e)
        {
            throw new BadShardException($"Shard {note.Shard} cannot be read from '{path}': {e.Message}");
        }
    }

    private static IEnumerable<ScoreRow> Rows(ScoreTable[] tables, IReadOnlyList<(string Path, ScoreShard Note)> whole, long count)
    {
        IEnumerator<ScoreRow>[] rows = [.. tables.Select(t => t.Rows.GetEnumerator())];
        try
        {
            for (long i = 0; i < count; i++)
            {
                int shard = (int)(i % rows.Length);
                yield return Next(rows[shard], whole[shard]) ? rows[shard].Current : throw new BadShardException(
                    $"Shard {whole[shard].Note.Shard} ('{whole[shard].Path}') ends before the list does: it has {Figures.Of((int)(i / rows.Length))} rows.");
            }

            for (int shard = 0; shard < rows.Length; shard++)
            {
                if (Next(rows[shard], whole[shard]))
                {
                    throw new BadShardException($"Shard {whole[shard].Note.Shard} ('{whole[shard].Path}') has more rows than its part of the list.");
                }
            }
        }
        finally
        {
            foreach (IEnumerator<ScoreRow> each in rows)
            {
                each.Dispose();
            }
        }
    }

    private static bool Next(IEnumerator<ScoreRow> rows, (string Path, ScoreShard Note) shard)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (InvalidDataException e)
        {
            throw new BadShardException($"Shard {shard.Note.Shard} cannot be read from '{shard.Path}': {e.Message}");
        }
    }
}
