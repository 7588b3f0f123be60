using CovidClassifier.Auditing.Context;

namespace CovidClassifier.Auditing.Copies;

/// <summary>Looks for pictures that are equal pixel for pixel, however their files are named or compressed.</summary>
internal sealed class ExactDuplicateAudit : IAudit
{
    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        // each copy is paired with the first: if any two of a group differ in label or part, one of them differs from the first
        AuditPair[] pairs =
        [
            .. Enumerable.Range(0, context.Count).GroupBy(i => context.Scanned[i].Hash, StringComparer.Ordinal)
                .SelectMany(g => g.Skip(1).Select(i => CopyFinding.Pair(context, g.First(), i, similarity: 1, change: default))),
        ];
        return CopyFinding.Of(context, "exact duplicates", "are equal pixel for pixel", pairs);
    }
}
