namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid auto</c>. The README beside this project explains each key.</summary>
internal sealed record AutoReport
{
    public required LeaderboardEntry Leaderboard { get; init; }

    /// <summary>Published networks that could not take part.</summary>
    public required IReadOnlyList<MissingModel> Missing { get; init; }

    /// <summary>The final model on held-out images, as <c>covid train</c> writes it.</summary>
    public required ModelReport Result { get; init; }
}
