using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Auditing.Scanning;

namespace CovidClassifier.Auditing.Metadata;

/// <summary>How well facts beside the picture tell the classes apart, over the images for which they are known.</summary>
internal sealed class MetadataAudit : IAudit
{
    public required string Name { get; init; }

    /// <summary>As in <see cref="ShortcutFinding.Subject"/>.</summary>
    public required string Subject { get; init; }

    public required string Rule { get; init; }

    /// <summary>As in <see cref="ShortcutFinding.Verdict"/>.</summary>
    public Func<double, AuditVerdict> Verdict { get; init; } = AuditRules.OfBaseline;

    public Func<XRayImage, bool> IsKnown { get; init; } = _ => true;

    /// <summary>The facts of the images that are known.</summary>
    public required Func<IReadOnlyList<(XRayImage Image, ScannedImage Scanned)>, IReadOnlyList<MetadataColumn>> Columns { get; init; }

    /// <summary>The value that the finding's table counts images by; null: no table.</summary>
    public Func<XRayImage, string?>? Counted { get; init; }

    /// <summary>A sentence to put behind the finding's.</summary>
    public Func<AuditContext, string>? Remark { get; init; }

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        int[] images = [.. Enumerable.Range(0, context.Count).Where(i => IsKnown(context.Dataset.Images[i]))];
        IReadOnlyList<MetadataColumn> columns = Columns([.. images.Select(i => (context.Dataset.Images[i], context.Scanned[i]))]);
        int[] folds = context.Folds is { } all ? [.. images.Select(i => all[i])] : [];
        AuditFinding finding = new ShortcutFinding
        {
            Name = Name,
            Subject = Subject,
            Rule = Rule,
            Verdict = Verdict,
            Images = images,
            Labels = [.. images.Select(i => context.Labels[i])],
            Names = context.Dataset.ClassNames,
            Totals = [.. context.Dataset.ClassNames.Select((_, label) => context.Labels.Count(l => l == label))],
            Scores = label => MetadataModel.OutOfFold(columns, [.. images.Select(i => context.Labels[i] == label)], folds),
        }.Judge(context, cancellationToken);
        return finding with
        {
            Sentence = Remark is null ? finding.Sentence : $"{finding.Sentence} {Remark(context)}".TrimEnd(),
            Counts = Counted is null ? [] : AuditCounts.Of(context.Dataset, Counted),
        };
    }
}
