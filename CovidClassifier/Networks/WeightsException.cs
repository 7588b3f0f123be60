namespace CovidClassifier;

/// <summary>A backbone's weights that are missing, are not the file that is expected, or cannot be downloaded.</summary>
public sealed class WeightsException : CovidClassifierException
{
    internal WeightsException(string message, string? path, Uri? source, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
        SourceUri = source;
    }

    /// <summary>Where the file is or should be; null where there is no such place.</summary>
    public string? Path { get; }

    /// <summary>Where the file comes from; null where that plays no part.</summary>
    public Uri? SourceUri { get; }
}
