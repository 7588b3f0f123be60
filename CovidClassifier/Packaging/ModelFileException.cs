namespace CovidClassifier;

/// <summary>A model file that cannot be used: not there, damaged, of another kind, or written by a newer version of this library.</summary>
public sealed class ModelFileException : CovidClassifierException
{
    internal ModelFileException(string path, string reason, Exception? innerException = null)
        : base($"Model '{path}' cannot be loaded: {reason}", innerException) => ModelPath = path;

    /// <summary>The file.</summary>
    public string ModelPath { get; }
}
