namespace CovidClassifier.Console.Shards;

/// <summary>Shards that are to make a whole.</summary>
internal static class ShardSet
{
    private const int MostNamed = 20;

    /// <summary>The shards by their numbers, each there once.</summary>
    /// <typeparam name="T">What a shard has left.</typeparam>
    /// <param name="shards">Which shard, the file that says so, and what it has left.</param>
    /// <exception cref="BadShardException">One is missing or doubled, or they are parts of different wholes; the message names it.</exception>
    public static IReadOnlyList<T> Whole<T>(IReadOnlyList<(Shard Shard, string Path, T Left)> shards)
    {
        if (shards.Count == 0)
        {
            throw new BadShardException("There is no shard to merge.");
        }

        (Shard first, string firstPath, _) = shards[0];
        if (shards.FirstOrDefault(s => s.Shard.Count != first.Count) is { Shard: { } other } odd)
        {
            throw new BadShardException($"Shards of different wholes cannot be merged: '{firstPath}' is shard {first}, '{odd.Path}' is shard {other}.");
        }

        if (shards.GroupBy(s => s.Shard.Number).FirstOrDefault(g => g.Count() > 1) is { } doubled)
        {
            throw new BadShardException(
                $"Shard {doubled.First().Shard} is there {Views.Figures.Of(doubled.Count())} times: {string.Join(", ", doubled.Select(d => $"'{d.Path}'"))}.");
        }

        string[] missing = [.. Enumerable.Range(1, first.Count).Except(shards.Select(s => s.Shard.Number)).Select(n => new Shard(n, first.Count).ToString())];
        return missing.Length == 0 ? [.. shards.OrderBy(s => s.Shard.Number).Select(s => s.Left)]
            : throw new BadShardException(
                $"{(missing.Length == 1 ? "Shard" : "Shards")} {string.Join(", ", missing.Take(MostNamed))}" +
                $"{(missing.Length > MostNamed ? $" and {missing.Length - MostNamed} more" : "")} {(missing.Length == 1 ? "is" : "are")} missing; there " +
                $"{(shards.Count == 1 ? "is" : "are")} {shards.Count} of {first.Count}.");
    }
}
