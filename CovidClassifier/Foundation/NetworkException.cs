namespace CovidClassifier;

/// <summary>An ONNX network that cannot be read, changed or trained: a damaged file, an operator without a gradient, a tensor of an unusable shape.</summary>
public sealed class NetworkException : CovidClassifierException
{
    internal NetworkException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
