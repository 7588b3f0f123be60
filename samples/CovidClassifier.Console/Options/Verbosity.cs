namespace CovidClassifier.Console.Options;

/// <summary>How much is shown.</summary>
internal enum Verbosity
{
    /// <summary>Results, warnings and errors.</summary>
    Quiet,

    /// <summary>Also progress, what was read, and what to do next.</summary>
    Normal,

    /// <summary>Also every figure.</summary>
    Verbose,
}
