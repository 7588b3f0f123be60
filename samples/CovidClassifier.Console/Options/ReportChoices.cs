namespace CovidClassifier.Console.Options;

/// <summary>The report to write.</summary>
/// <param name="Path">The page.</param>
/// <param name="Command">The command line that makes it again.</param>
internal sealed record ReportChoices(string Path, string Command)
{
    /// <summary>Share of positive patients that PPV and NPV are asked for, too; null: none.</summary>
    public double? Prevalence { get; init; }

    /// <summary>A sentence that belongs above everything in it; null: none.</summary>
    public string? Notice { get; init; }
}
