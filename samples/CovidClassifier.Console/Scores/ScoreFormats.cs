namespace CovidClassifier.Console.Scores;

/// <summary>The kinds of file that scores are written to, told by the file's name.</summary>
internal static class ScoreFormats
{
    private static readonly IScoreFormat[] All = [new CsvScores(), new JsonLinesScores(), new ParquetScores()];

    /// <summary>For help and messages.</summary>
    public static string Endings => string.Join(", ", All.SkipLast(1).Select(f => f.Ending)) + " or " + All[^1].Ending;

    /// <summary>Null where the name ends in none of theirs.</summary>
    public static IScoreFormat? Of(string path) => Array.Find(All, f => path.EndsWith(f.Ending, StringComparison.OrdinalIgnoreCase));
}
