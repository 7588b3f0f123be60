namespace CovidClassifier.Console;

/// <summary>A command whose help ends with examples.</summary>
internal interface IHaveExamples
{
    /// <summary>Command lines that work when their files are there.</summary>
    IReadOnlyList<string> Examples { get; }
}
