namespace CovidClassifier.Imaging;

/// <summary>
/// Keeps the memory of all decodes that run at once within one bound, however many cores there are: a decode takes its share before it begins and waits, first
/// come first served, where others hold too much.
/// </summary>
internal sealed class DecodingMemory(long limit)
{
    /// <summary>What a single decode may take; a picture that needs more is refused from its header.</summary>
    public const long MostForOne = 400L << 20;

    /// <summary>
    /// Decodes from here on are counted, and once they have taken half the limit together, what they left is collected: by itself the runtime lets dead buffers
    /// of that size lie about until many times the limit is gone.
    /// </summary>
    private const long Large = 16L << 20;

    private const int PollMilliseconds = 50;

    private readonly object _gate = new();
    private readonly LinkedList<object> _waiting = [];
    private long _held;
    private long _largeSinceCollection;

    /// <summary>The process's own.</summary>
    public static DecodingMemory Shared { get; } = new(MostForOne);

    /// <summary>Takes a share; dispose it when the decode has ended.</summary>
    /// <param name="bytes">At most the limit.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled while waiting.</exception>
    public Portion Take(long bytes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, limit);
        bool mustCollect = false;
        lock (_gate)
        {
            LinkedListNode<object> place = _waiting.AddLast(new object());
            try
            {
                while (_waiting.First != place || _held + bytes > limit)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Monitor.Wait(_gate, PollMilliseconds);
                }

                _held += bytes;
                _largeSinceCollection += bytes >= Large ? bytes : 0;
                mustCollect = _largeSinceCollection > limit / 2;
                _largeSinceCollection = mustCollect ? 0 : _largeSinceCollection;
            }
            finally
            {
                _waiting.Remove(place);
                Monitor.PulseAll(_gate);
            }
        }

        if (mustCollect)
        {
            GC.Collect();
        }

        return new Portion(this, bytes);
    }

    private void Return(long bytes)
    {
        lock (_gate)
        {
            _held -= bytes;
            Monitor.PulseAll(_gate);
        }
    }

    internal readonly struct Portion(DecodingMemory memory, long bytes) : IDisposable
    {
        public void Dispose() => memory.Return(bytes);
    }
}
