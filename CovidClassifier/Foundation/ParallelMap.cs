using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace CovidClassifier.Foundation;

/// <summary>Works on many things on all cores and gives the results in the order of the things.</summary>
internal static class ParallelMap
{
    /// <param name="items">Taken one by one as cores become free.</param>
    /// <param name="map">Called on several threads at once.</param>
    /// <param name="progress">Told after each thing.</param>
    /// <param name="cancellationToken">Stops between two things, and within one where <paramref name="map"/> listens.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<TResult> Map<T, TResult>(
        IEnumerable<T> items, Func<T, TResult> map, IProgress<PredictionProgress>? progress, CancellationToken cancellationToken)
    {
        int? total = items.TryGetNonEnumeratedCount(out int count) ? count : null;
        int done = 0;
        var results = new ConcurrentBag<(long Index, TResult Result)>();
        ParallelOptions options = AllCores.Until(cancellationToken);
        try
        {
            Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), options, (item, _, index) =>
            {
                results.Add((index, map(item)));
                progress?.Report(new PredictionProgress(Interlocked.Increment(ref done), total));
            });
        }
        catch (AggregateException e)
        {
            // the caller's own mistake or one bad image: that error, not a collection around it
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return [.. results.OrderBy(r => r.Index).Select(r => r.Result)];
    }
}
