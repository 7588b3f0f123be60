namespace CovidClassifier.Search;

/// <summary>How much of a search's time is spent.</summary>
/// <param name="time">Tells the time.</param>
/// <param name="began">A timestamp of <paramref name="time"/>.</param>
/// <param name="limit">Null: time does not matter.</param>
internal sealed class BudgetClock(TimeProvider time, long began, TimeSpan? limit)
{
    private double _before;

    public double? Limit => limit?.TotalSeconds;

    public double Elapsed => _before + time.GetElapsedTime(began).TotalSeconds;

    /// <summary>Seconds left; infinite where time does not matter.</summary>
    public double Left => Limit is { } seconds ? seconds - Elapsed : double.PositiveInfinity;

    public TimeProvider Time => time;

    /// <summary>Counts what an earlier run, which this one goes on from, has spent.</summary>
    public void Resume(double seconds) => _before = seconds;
}
