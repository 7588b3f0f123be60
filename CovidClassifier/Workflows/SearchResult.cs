namespace CovidClassifier;

/// <summary>What the search found that a model comes from; see <see cref="CovidModel.Search"/>.</summary>
public sealed class SearchResult
{
    internal SearchResult(Leaderboard leaderboard, TimeSpan duration)
    {
        Leaderboard = leaderboard;
        Duration = duration;
    }

    /// <summary>Every recipe that was tried, best first.</summary>
    public Leaderboard Leaderboard { get; }

    /// <summary>Wall time of the whole, final training and measuring included.</summary>
    public TimeSpan Duration { get; }

    /// <summary>For people: the best recipes.</summary>
    public override string ToString() => $"{Leaderboard}";
}
