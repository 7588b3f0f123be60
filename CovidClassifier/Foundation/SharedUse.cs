namespace CovidClassifier.Foundation;

/// <summary>
/// What several threads use at once and one of them disposes of: uses that have begun end as if nothing had happened, and the last of them frees it.
/// </summary>
/// <param name="value">Owned.</param>
/// <param name="owner">Whose use after disposal is the mistake.</param>
internal sealed class SharedUse<T>(T value, Type owner) : IDisposable
    where T : IDisposable
{
    // its owner, and each use under way
    private int _holders = 1;
    private int _disposed;

    /// <summary>Begins a use; dispose of it to end it.</summary>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public Use Begin()
    {
        while (true)
        {
            int holders = Volatile.Read(ref _holders);
            ObjectDisposedException.ThrowIf(holders == 0 || Volatile.Read(ref _disposed) == 1, owner);
            if (Interlocked.CompareExchange(ref _holders, holders + 1, holders) == holders)
            {
                return new Use(this, value);
            }
        }
    }

    /// <summary>The same for a use that goes on over several threads; disposing of it a second time does nothing.</summary>
    /// <exception cref="ObjectDisposedException">Disposed.</exception>
    public Hold BeginHold()
    {
        _ = Begin();
        return new Hold(this, value);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            LetGo();
        }
    }

    private void LetGo()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            value.Dispose();
        }
    }

    /// <summary>One use. To be ended once.</summary>
    public readonly ref struct Use(SharedUse<T> shared, T value)
    {
        public T Value => value;

        public void Dispose() => shared.LetGo();
    }

    /// <summary>One use that can be handed on.</summary>
    public sealed class Hold(SharedUse<T> shared, T value) : IDisposable
    {
        private int _ended;

        public T Value => value;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                shared.LetGo();
            }
        }
    }
}
