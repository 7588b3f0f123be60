namespace CovidClassifier;

/// <summary>A training that cannot go on: the loss is no longer a finite number, or a checkpoint does not belong to this run.</summary>
public sealed class TrainingException : CovidClassifierException
{
    internal TrainingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
