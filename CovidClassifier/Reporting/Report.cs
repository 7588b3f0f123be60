using CovidClassifier.Foundation;
using CovidClassifier.Reporting;
using CovidClassifier.Reporting.Content;
using CovidClassifier.Scoring;

namespace CovidClassifier;

/// <summary>
/// One HTML file that says what was measured and whether to believe it: no network, readable without scripts, on a phone and on paper. Beside it,
/// <c>NAME.json</c> holds every number shown. Parts that are not given are left out. For research and teaching only, never for diagnosis.
/// </summary>
public sealed record Report
{
    private const int MostNamed = 4;

    /// <summary>Its heading, for example "COVID-19 against Normal".</summary>
    public required string Title { get; init; }

    /// <summary>What was done, in a sentence below the heading.</summary>
    public string? Summary { get; init; }

    /// <summary>The command, or the code, that makes the same figures again.</summary>
    public string? Command { get; init; }

    /// <summary>The day it was made; null: not shown, so that two runs give the same bytes.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The seed that everything random came from.</summary>
    public long? Seed { get; init; }

    /// <summary>Share of positive patients, strictly between 0 and 1, for which PPV and NPV are shown beside usual shares; null: those alone.</summary>
    public double? Prevalence { get; init => field = value is null ? null : Check.OpenUnit(value.Value, nameof(Prevalence)); }

    /// <summary>What the data say about themselves; null: no audit was run, which the report says.</summary>
    public AuditResult? Audit { get; init; }

    /// <summary>The data; null: not shown.</summary>
    internal ReportData? Data { get; init; }

    /// <summary>Scored images and their figures; null: nothing was measured.</summary>
    internal ReportScores? Scores { get; init; }

    /// <summary>How the model came about; null: not shown.</summary>
    internal ReportTraining? Training { get; init; }

    /// <summary>How the model was fitted to a place, and its positive label; null: it was not.</summary>
    internal (CardLocal Card, string? PositiveLabel)? Local { get; init; }

    /// <summary>Comparisons, leaderboards, and the like.</summary>
    internal IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>ROC curves of several networks on the same images, best first; empty: not shown.</summary>
    internal IReadOnlyList<ReportCurve> Curves { get; init; } = [];

    /// <summary>Sentences that belong beside every figure.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What else is good to know of the model.</summary>
    internal IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>For what the result may be used.</summary>
    public string ResearchUseOnly { get; init; } = ScoringGraph.ResearchUseOnly;

    /// <summary>What a report over these classes is called: "COVID-19 against Normal"; of many classes, how many there are.</summary>
    internal static string TitleOf(IReadOnlyList<string> classNames, string? positiveLabel)
    {
        return classNames.Count > MostNamed ? FormattableString.Invariant($"{positiveLabel ?? "X-rays"} among {classNames.Count} classes")
            : positiveLabel is null ? string.Join(" against ", classNames)
            : $"{positiveLabel} against {string.Join(" and ", classNames.Where(c => c != positiveLabel))}";
    }

    /// <summary>Where the numbers of the report at <paramref name="path"/> are: the same name with .json.</summary>
    public static string JsonPath(string path) => Path.ChangeExtension(path, ".json");

    /// <summary>Writes the page and, beside it, its numbers; each appears whole or not at all, and older ones are replaced.</summary>
    /// <param name="path">The page, ending in .html or .htm.</param>
    /// <param name="cancellationToken">Looked at for each image.</param>
    /// <exception cref="ArgumentException">The path ends otherwise, or a table does not fit together.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The place may not be written to.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was written.</exception>
    public void Save(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.GetExtension(path).ToLowerInvariant() is not (".html" or ".htm"))
        {
            throw new ArgumentException($"A report is a page whose name ends in .html, got '{path}'.", nameof(path));
        }

        (byte[] page, byte[] json) = new ReportPage(this, cancellationToken).Write();
        AtomicFile.Write(JsonPath(path), stream => stream.Write(json));
        AtomicFile.Write(path, stream => stream.Write(page));
    }
}
