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

    public const string Set = "set";

    /// <summary>By how much the members of an ensemble differ.</summary>
    public const string Disagreement = "disagreement";

    private const string ProbabilityPrefix = Probabilities + ".", SetPrefix = Set + ".";

    /// <summary>Of the guard, in order.</summary>
    public static IReadOnlyList<string> Guarded { get; } = [$"{Guard}.{Accepted}", $"{Guard}.{Distance}", $"{Guard}.{Reason}"];

    /// <param name="classNames">In the order of the probabilities.</param>
    /// <param name="fields">What else is there.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> classNames, ScoreFields fields) =>
    [
        Path, PredictedLabel, .. classNames.Select(c => ProbabilityPrefix + c), .. fields.HasSets ? classNames.Select(c => SetPrefix + c) : [],
        .. fields.IsOfEnsemble ? [Disagreement] : Array.Empty<string>(), .. fields.IsGuarded ? Guarded : [], Reason,
    ];

    /// <summary>Whether a column tells if a class is in the set.</summary>
    public static bool IsOfSet(string column) => column.StartsWith(SetPrefix, StringComparison.Ordinal);

    /// <summary>The class names that the columns are of, and what else is there.</summary>
    /// <exception cref="InvalidDataException">They are not those of a table of scores.</exception>
    public static (string[] ClassNames, ScoreFields Fields) Read(IReadOnlyList<string> columns)
    {
        string[] classes =
            [.. columns.Where(c => c.StartsWith(ProbabilityPrefix, StringComparison.Ordinal)).Select(c => c[ProbabilityPrefix.Length..])];
        var fields = new ScoreFields(
            columns.Contains(Guarded[0], StringComparer.Ordinal), columns.Any(IsOfSet), columns.Contains(Disagreement, StringComparer.Ordinal));
        return columns.SequenceEqual(Of(classes, fields), StringComparer.Ordinal) ? (classes, fields)
            : throw new InvalidDataException($"its columns must be {Path}, {PredictedLabel}, {ProbabilityPrefix}CLASS for each class, "
                + $"{SetPrefix}CLASS for each class where the model has prediction sets, {Disagreement} where it is an ensemble, "
                + $"{string.Join(", ", Guarded)} where the model has a guard, {Reason}, "
                + $"got {string.Join(", ", columns)}");
    }
}
