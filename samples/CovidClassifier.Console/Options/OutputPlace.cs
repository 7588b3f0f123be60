namespace CovidClassifier.Console.Options;

/// <summary>A file that a command will write.</summary>
/// <param name="Option">Which option asks for it.</param>
/// <param name="Path">As it was given.</param>
/// <param name="IsNamed">False for a file that comes beside the named one.</param>
internal sealed record OutputPlace(OutputOption Option, string Path, bool IsNamed);
