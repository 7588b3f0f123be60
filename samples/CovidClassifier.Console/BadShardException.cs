namespace CovidClassifier.Console;

/// <summary>A part of a work that there is not, or shards that do not make a whole; has an exit code of its own. One sentence.</summary>
internal sealed class BadShardException(string message) : Exception(message);
