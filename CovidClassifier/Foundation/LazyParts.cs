namespace CovidClassifier.Foundation;

/// <summary>Parts that are made when first asked for.</summary>
internal static class LazyParts
{
    /// <summary>Disposes the part where it was ever made.</summary>
    public static void DisposeIfMade<T>(this Lazy<T> part)
        where T : IDisposable
    {
        if (part.IsValueCreated)
        {
            part.Value.Dispose();
        }
    }
}
