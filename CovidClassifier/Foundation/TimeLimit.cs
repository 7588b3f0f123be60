using System.Runtime;

namespace CovidClassifier.Foundation;

/// <summary>Runs code of others that takes no token and may never end.</summary>
internal static class TimeLimit
{
    /// <summary>What the work returns; its exceptions go on as they are.</summary>
    /// <param name="work">Managed code; it runs on this thread, and is ended wherever it is when its time is over.</param>
    /// <param name="limit">Of the clock on the wall, so a large multiple of what the work takes.</param>
    /// <exception cref="TimeoutException">The time is over.</exception>
    public static T Run<T>(Func<T> work, TimeSpan limit)
    {
        T? result = default;
        using var over = new CancellationTokenSource(limit);
        try
        {
            // it is marked as unfit for the everyday, because what is ended may leave its own state behind half-made: the other choice is a thread that never
            // ends
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(() => result = work(), over.Token);
#pragma warning restore SYSLIB0046
            return result!;
        }
        catch (OperationCanceledException e) when (over.IsCancellationRequested)
        {
            throw new TimeoutException(FormattableString.Invariant($"It has not ended after {limit.TotalSeconds:0.#} s."), e);
        }
    }
}
