using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace CovidClassifier.Foundation;

/// <summary>
/// Works on a stream of things, a few at a time on each core, and hands the results on in the order of the things. Holds a bounded number of them, however long
/// the stream is and however slowly its results are taken.
/// </summary>
/// <param name="batchSize">Things in a batch at most.</param>
/// <param name="workers">Batches worked on at once.</param>
internal sealed class ParallelStream(int batchSize, int workers)
{
    // so many batches per worker may wait behind a slow one before the workers wait, too
    private const int BatchesAhead = 4;

    /// <param name="items">Taken as workers become free. One that is not there at once ends the batch before it, so that nothing waits for it.</param>
    /// <param name="map">One result per thing, in order; called on several threads.</param>
    /// <param name="cancellationToken">Ends it between two batches, and within one where <paramref name="map"/> listens.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async IAsyncEnumerable<TResult> Map<T, TResult>(
        IAsyncEnumerable<T> items, Func<IReadOnlyList<T>, CancellationToken, IReadOnlyList<TResult>> map,
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begun = Channel.CreateBounded<Task<IReadOnlyList<TResult>>>(
            new BoundedChannelOptions(workers * BatchesAhead) { SingleReader = true, SingleWriter = true });
        Task beginning = Task.Run(() => Begin(items, map, begun.Writer, ending.Token), CancellationToken.None);
        try
        {
            await foreach (Task<IReadOnlyList<TResult>> batch in begun.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (TResult result in await batch.ConfigureAwait(false))
                {
                    yield return result;
                }
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await Finish(begun.Reader).ConfigureAwait(false);
            await beginning.ConfigureAwait(false);
        }
    }

    /// <summary>A stream of what is there already.</summary>
    public static async IAsyncEnumerable<T> Of<T>(IEnumerable<T> items)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (T item in items)
        {
            yield return item;
        }
    }

    // every error goes to the reader, behind the batches that were begun before it
    private async Task Begin<T, TResult>(
        IAsyncEnumerable<T> items, Func<IReadOnlyList<T>, CancellationToken, IReadOnlyList<TResult>> map, ChannelWriter<Task<IReadOnlyList<TResult>>> begun,
            CancellationToken cancellationToken)
    {
        var free = new SemaphoreSlim(workers);
        Exception? failure = null;
        try
        {
            await foreach (List<T> batch in Batches(items, cancellationToken).ConfigureAwait(false))
            {
                await free.WaitAsync(cancellationToken).ConfigureAwait(false);
                var work = Task.Run(() => Work(batch), CancellationToken.None);
                await begun.WriteAsync(work, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        begun.Complete(failure);

        IReadOnlyList<TResult> Work(List<T> batch)
        {
            try
            {
                return map(batch, cancellationToken);
            }
            finally
            {
                free.Release();
            }
        }
    }

    private async IAsyncEnumerable<List<T>> Batches<T>(IAsyncEnumerable<T> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using IAsyncEnumerator<T> each = items.GetAsyncEnumerator(cancellationToken);
        Task<bool> next = each.MoveNextAsync().AsTask();
        try
        {
            while (await next.ConfigureAwait(false))
            {
                List<T> batch = new(batchSize);
                do
                {
                    batch.Add(each.Current);
                    next = each.MoveNextAsync().AsTask();
                }
                while (batch.Count < batchSize && next.IsCompletedSuccessfully && await next.ConfigureAwait(false));

                yield return batch;
            }
        }
        finally
        {
            // a stream may not be left while it is asked for its next thing
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // nobody wants the rest any more; but what is under way must not outlive what it uses
    private static async Task Finish<TResult>(ChannelReader<Task<TResult>> begun)
    {
        do
        {
            while (begun.TryRead(out Task<TResult>? batch))
            {
                await ((Task)batch).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        while (await MoreCome().ConfigureAwait(false));

        async Task<bool> MoreCome()
        {
            try
            {
                return await begun.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch
            {
                return false;
            }
        }
    }
}
