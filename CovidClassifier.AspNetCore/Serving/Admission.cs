namespace CovidClassifier.AspNetCore.Serving;

/// <summary>How many requests are served at once: asked before anything of a request is read, so that memory is bounded, too. Never waits.</summary>
internal sealed class Admission(int capacity)
{
    private int _inUse;

    public int InUse => Volatile.Read(ref _inUse);

    /// <summary>A place, to be given back by disposing of it once; null where all are taken.</summary>
    public Place? TryEnter()
    {
        if (Interlocked.Increment(ref _inUse) <= capacity)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _inUse);
        return null;
    }

    internal sealed class Place(Admission admission) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                Interlocked.Decrement(ref admission._inUse);
            }
        }
    }
}
