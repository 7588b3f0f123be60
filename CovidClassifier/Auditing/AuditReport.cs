namespace CovidClassifier.Auditing;

/// <summary>Everything that the audits found in one dataset.</summary>
public sealed class AuditReport
{
    internal AuditReport(string dataset, int images, string splitName, IReadOnlyList<AuditFinding> findings)
    {
        Dataset = dataset;
        Images = images;
        Split = splitName;
        Findings = findings;
    }

    /// <summary>Name of the dataset.</summary>
    public string Dataset { get; }

    /// <summary>Images that were looked at.</summary>
    public int Images { get; }

    /// <summary>Which split the audits across parts refer to, in words.</summary>
    public string Split { get; }

    /// <summary>One for each audit, always in the same order.</summary>
    public IReadOnlyList<AuditFinding> Findings { get; }

    /// <summary>The worst of the findings: fail, else warn, else unknown; pass only where every one passed.</summary>
    public AuditVerdict Verdict => Findings.Count == 0 ? AuditVerdict.Unknown : Findings.Max(f => f.Verdict);
}
