namespace CovidClassifier.Foundation;

/// <summary>How work that falls apart into many equal pieces is spread: one thread for each processor that the process may use.</summary>
internal static class AllCores
{
    /// <summary>
    /// For <see cref="Parallel"/>. Without a limit it takes every thread that the pool makes, and the pool makes one more each half second while all are busy:
    /// the longer the work, the more threads share the same cores, and the more memory they hold at once.
    /// </summary>
    /// <param name="cancellationToken">Looked at between two pieces.</param>
    public static ParallelOptions Until(CancellationToken cancellationToken) =>
        new() { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
}
