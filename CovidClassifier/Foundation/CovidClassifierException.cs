using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// Base of every error that this library raises for bad data, a bad model file or an unusable network. A caller's own mistake
/// (an argument out of range, a call at the wrong moment) is an <see cref="ArgumentException"/> or <see cref="InvalidOperationException"/>.
/// The message is one sentence that can be shown to a user as it is: what came from a file and would steer a terminal stands in it as a code (\u001B).
/// </summary>
public abstract class CovidClassifierException : Exception
{
    private protected CovidClassifierException(string message, Exception? innerException = null)
        : base(ShownText.Lines(message), innerException)
    {
    }
}
