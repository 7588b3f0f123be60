namespace CovidClassifier.Console.Scores;

/// <summary>Names of a table's columns: those that the lines of JSON have when they are flattened.</summary>
internal static class ScoreColumns
{
    public const string Path = "path";
    public const string PredictedLabel = "predictedLabel";
    public const string Probabilities = "probabilities";
    public const string Reason = "reason";

    public const string Guard = "guard";
    public const string Accepted = "accepted";
    public const string Distance = "distance";

    private const string ProbabilityPrefix = Probabilities + ".";

    /// <summary>Of the guard, in order.</summary>
    public static IReadOnlyList<string> Guarded { get; } = [$"{Guard}.{Accepted}", $"{Guard}.{Distance}", $"{Guard}.{Reason}"];

    /// <param name="classNames">In the order of the probabilities.</param>
    /// <param name="isGuarded">Whether the model has a guard.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> classNames, bool isGuarded) =>
        [Path, PredictedLabel, .. classNames.Select(c => ProbabilityPrefix + c), .. isGuarded ? Guarded : [], Reason];

    /// <summary>The class names that the columns are of, and whether those of a guard are there.</summary>
    /// <exception cref="InvalidDataException">They are not those of a table of scores.</exception>
    public static (string[] ClassNames, bool IsGuarded) Read(IReadOnlyList<string> columns)
    {
        string[] classes =
            [.. columns.Where(c => c.StartsWith(ProbabilityPrefix, StringComparison.Ordinal)).Select(c => c[ProbabilityPrefix.Length..])];
        bool isGuarded = columns.Contains(Guarded[0], StringComparer.Ordinal);
        return columns.SequenceEqual(Of(classes, isGuarded), StringComparer.Ordinal) ? (classes, isGuarded)
            : throw new InvalidDataException($"its columns must be {Path}, {PredictedLabel}, {ProbabilityPrefix}CLASS for each class, "
                + $"{string.Join(", ", Guarded)} where the model has a guard, {Reason}, got {string.Join(", ", columns)}");
    }
}
