namespace CovidClassifier.Console.Scores;

/// <summary>Names of a table's columns: those that the lines of JSON have when they are flattened.</summary>
internal static class ScoreColumns
{
    public const string Path = "path";
    public const string PredictedLabel = "predictedLabel";
    public const string Probabilities = "probabilities";
    public const string Reason = "reason";

    private const string ProbabilityPrefix = Probabilities + ".";

    public static IEnumerable<string> Of(IReadOnlyList<string> classNames) =>
        [Path, PredictedLabel, .. classNames.Select(c => ProbabilityPrefix + c), Reason];

    /// <summary>The class names that the columns are of.</summary>
    /// <exception cref="InvalidDataException">They are not those of a table of scores.</exception>
    public static string[] ClassesOf(IReadOnlyList<string> columns)
    {
        string[] classes =
            [.. columns.Where(c => c.StartsWith(ProbabilityPrefix, StringComparison.Ordinal)).Select(c => c[ProbabilityPrefix.Length..])];
        return columns.SequenceEqual(Of(classes), StringComparer.Ordinal) ? classes
            : throw new InvalidDataException($"its columns must be {Path}, {PredictedLabel}, {ProbabilityPrefix}CLASS for each class, {Reason}, "
                + $"got {string.Join(", ", columns)}");
    }
}
