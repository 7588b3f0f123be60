using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// What a search may spend: wall time, or a number of trials. A search by trials gives the same result on the same machine; one by time tries as much as the
/// machine manages.
/// </summary>
public sealed record SearchBudget
{
    private SearchBudget()
    {
    }

    /// <summary>Wall time, the final training included; null where trials are counted.</summary>
    public TimeSpan? Time { get; private init; }

    /// <summary>Recipes to try; null where time is counted.</summary>
    public int? Trials { get; private init; }

    /// <summary>Stops within 10 % of <paramref name="time"/>, or 30 seconds, the final training included.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is not above 0.</exception>
    public static SearchBudget Of(TimeSpan time) => time > TimeSpan.Zero
        ? new SearchBudget { Time = time }
        : throw new ArgumentOutOfRangeException(nameof(time), time, "The budget must be above 0.");

    /// <inheritdoc cref="Of"/>
    public static implicit operator SearchBudget(TimeSpan time) => Of(time);

    /// <summary>Ends when so many recipes have been tried and the good ones among them have been tried on every fold.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="trials"/> is below 1.</exception>
    public static SearchBudget OfTrials(int trials) => new() { Trials = Check.AtLeast(trials, 1, nameof(trials)) };
}
