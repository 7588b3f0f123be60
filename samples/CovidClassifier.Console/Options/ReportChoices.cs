namespace CovidClassifier.Console.Options;

/// <summary>The report to write.</summary>
/// <param name="Path">The page.</param>
/// <param name="Command">The command line that makes it again.</param>
internal sealed record ReportChoices(string Path, string Command)
{
    /// <summary>A sentence that belongs above everything in it; null: none.</summary>
    public string? Notice { get; init; }
}
