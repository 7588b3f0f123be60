using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>An image that cannot be read: not a picture, damaged, of a kind that is not supported, or too large.</summary>
public sealed class ImageFormatException : CovidClassifierException
{
    internal ImageFormatException(string? path, string reason, Exception? innerException = null)
        : base($"Image {(path is null ? "data" : $"'{path}'")} cannot be read: {reason}", innerException)
    {
        ImagePath = path;
        Reason = ShownText.Lines(reason);
    }

    /// <summary>The file, or null where the image came as bytes or as a stream.</summary>
    public string? ImagePath { get; }

    /// <summary>Why, as part of a sentence that ends with a full stop.</summary>
    public string Reason { get; }
}
