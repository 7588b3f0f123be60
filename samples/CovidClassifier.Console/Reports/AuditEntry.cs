namespace CovidClassifier.Console.Reports;

/// <summary>The JSON of <c>covid audit</c>.</summary>
internal sealed record AuditEntry
{
    public required string Dataset { get; init; }

    public required int Images { get; init; }

    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>The worst of the findings.</summary>
    public required AuditVerdict Verdict { get; init; }

    /// <summary>Which split the audits across parts refer to.</summary>
    public required string Split { get; init; }

    public required IReadOnlyList<AuditFinding> Findings { get; init; }

    public required double KnownPatientShare { get; init; }

    public required IReadOnlyList<ProblemEntry> Problems { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required double Seconds { get; init; }

    public static AuditEntry Of(AuditResult report, XRayDataset dataset, double seconds) => new()
    {
        Dataset = report.Dataset,
        Images = report.Images,
        ClassNames = dataset.ClassNames,
        Verdict = report.Verdict,
        Split = report.Split,
        Findings = report.Findings,
        KnownPatientShare = dataset.KnownPatientShare,
        Problems = [.. dataset.Problems.Select(ProblemEntry.Of)],
        Warnings = dataset.Warnings,
        Notes = dataset.Notes,
        Seconds = seconds,
    };
}
