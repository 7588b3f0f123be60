namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid auto --nested</c>. The README beside this project explains each key.</summary>
internal sealed record NestedReport
{
    /// <summary>As <c>covid crossvalidate</c> writes it.</summary>
    public required CrossValidationReport Result { get; init; }

    /// <summary>Of each outer fold's search.</summary>
    public required IReadOnlyList<LeaderboardEntry> Leaderboards { get; init; }

    /// <summary>Published networks that could not take part.</summary>
    public required IReadOnlyList<MissingModel> Missing { get; init; }
}
