namespace CovidClassifier.Console;

/// <summary>A command line that cannot be carried out, found before any data is read. One sentence.</summary>
internal sealed class UsageException(string message) : Exception(message);
