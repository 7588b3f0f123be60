using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>A dataset that cannot be used as it is: rows or files with problems that were not allowed, a missing column, a missing
/// class.</summary>
public sealed class DatasetException : CovidClassifierException
{
    private const int Shown = 5;

    internal DatasetException(string message, string? datasetPath = null, Exception? innerException = null)
        : base(ShownText.Line(message), innerException)
    {
        DatasetPath = datasetPath;
        Problems = [];
    }

    internal DatasetException(string dataset, string? datasetPath, IReadOnlyList<DatasetProblem> problems)
        : base(ShownText.Line(Describe(dataset, problems)))
    {
        DatasetPath = datasetPath;
        Problems = problems;
    }

    /// <summary>The folder or table, or null where the images came from memory.</summary>
    public string? DatasetPath { get; }

    /// <summary>Every problem, in the order of reading; empty where the error is not about single rows or files.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; }

    private static string Describe(string dataset, IReadOnlyList<DatasetProblem> problems)
    {
        IEnumerable<string> kinds = problems.GroupBy(p => p.Kind).OrderBy(k => k.Key)
            .Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Count()} {k.Key}"));
        string rest = problems.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $"; and {problems.Count - Shown} more") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Dataset '{dataset}' has {problems.Count} problem{(problems.Count == 1 ? "" : "s")} ({string.Join(", ", kinds)}): ")
            + string.Join("; ", problems.Take(Shown)) + rest
            + "; mend them, or go on without these rows and files by allowing problems.";
    }
}
