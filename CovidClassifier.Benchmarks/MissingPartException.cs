namespace CovidClassifier.Benchmarks;

/// <summary>Something that a measurement needs is not on this machine; the message says what.</summary>
internal sealed class MissingPartException(string message) : Exception(message);
