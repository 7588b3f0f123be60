namespace CovidClassifier;

/// <summary>Everything that the audits found in one dataset. For research and teaching only, never for diagnosis.</summary>
public sealed record AuditResult
{
    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Images that were looked at.</summary>
    public required int Images { get; init; }

    /// <summary>Which split the audits across parts refer to, in words.</summary>
    public required string Split { get; init; }

    /// <summary>One for each audit that ran, always in the same order.</summary>
    public required IReadOnlyList<AuditFinding> Findings { get; init; }

    /// <summary>The worst of the findings: fail, else warn, else unknown; pass only where every one passed.</summary>
    public AuditVerdict Verdict => Findings.Count == 0 ? AuditVerdict.Unknown : Findings.Max(f => f.Verdict);

    /// <summary>For people: a line for each finding, as they come.</summary>
    public override string ToString() => string.Join('\n', [$"{Word(Verdict)}: {Dataset}", .. Findings.Select(f => $"{Word(f.Verdict)}: {f.Name}: {f.Sentence}")]);

    private static string Word(AuditVerdict verdict) => verdict.ToString().ToLowerInvariant();
}
