namespace CovidClassifier;

/// <summary>Where a search stands.</summary>
/// <param name="Stage">What it is busy with.</param>
/// <param name="Search">The search under way, from 1; a nested cross-validation makes one per outer fold.</param>
/// <param name="Searches">Searches in all.</param>
public readonly record struct SearchProgress(SearchStage Stage, int Search, int Searches)
{
    /// <summary>What is spent of the budget.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The budget; null where trials are counted.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>The recipe under way, or null.</summary>
    public string? Recipe { get; init; }

    /// <summary>Its number, from 1; for <see cref="SearchStage.Refitting"/> the member's.</summary>
    public int Number { get; init; }

    /// <summary>Its fold, from 1; for <see cref="SearchStage.Refitting"/> the number of members.</summary>
    public int Fold { get; init; }

    /// <summary>Inside it.</summary>
    public TrainingProgress? Training { get; init; }

    /// <summary>All trials so far, whenever one has ended; null in between.</summary>
    public Leaderboard? Leaderboard { get; init; }
}
