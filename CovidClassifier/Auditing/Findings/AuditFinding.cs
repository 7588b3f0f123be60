namespace CovidClassifier;

/// <summary>One audit's verdict, its number, and what that means in plain words.</summary>
public sealed record AuditFinding
{
    /// <summary>The audit, for example "header baseline".</summary>
    public required string Name { get; init; }

    /// <summary>The verdict by <see cref="Rule"/>.</summary>
    public required AuditVerdict Verdict { get; init; }

    /// <summary>What <see cref="Value"/> is, for example "AUROC" or "pairs".</summary>
    public required string Measure { get; init; }

    /// <summary>The number; of the worst class where there is one for each. NaN where the verdict is unknown for want of data.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>Lower end of the 95 % interval; NaN for counts.</summary>
    public double Low { get; init; } = double.NaN;

    /// <summary>Upper end of the 95 % interval; NaN for counts.</summary>
    public double High { get; init; } = double.NaN;

    /// <summary>How the interval was found, for example "DeLong" or "patient bootstrap, 2000 draws"; blank where there is none.</summary>
    public string Method { get; init; } = "";

    /// <summary>The thresholds that made the verdict.</summary>
    public required string Rule { get; init; }

    /// <summary>What was found and what it means, in plain words.</summary>
    public required string Sentence { get; init; }

    /// <summary>One result for each class against the rest, in the order of the class names; empty for audits without one.</summary>
    public IReadOnlyList<AuditClassResult> Classes { get; init; } = [];

    /// <summary>Images that are copies of each other; empty for the other audits.</summary>
    public IReadOnlyList<AuditPair> Pairs { get; init; } = [];

    /// <summary>Single images that were found, the worst first within each kind; empty for the other audits.</summary>
    public IReadOnlyList<AuditedImage> Images { get; init; } = [];

    /// <summary>A model's figures on changed pictures, the pictures as they are first; empty for the other audits.</summary>
    public IReadOnlyList<AuditStep> Steps { get; init; } = [];

    /// <summary>Images by fact and label, for example by source and label; empty for audits without such a table.</summary>
    public IReadOnlyList<AuditCount> Counts { get; init; } = [];

    /// <summary>Figures to be read beside <see cref="Value"/>, for example the AUROC of whole pictures beside that of their borders; empty for audits
    /// without them.</summary>
    public IReadOnlyList<AuditFigure> Figures { get; init; } = [];

    /// <summary>A model's figures by sex, age band, view and source; empty for audits without a model.</summary>
    public IReadOnlyList<Subgroup> Subgroups { get; init; } = [];
}
