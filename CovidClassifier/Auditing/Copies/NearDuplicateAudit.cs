using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;

namespace CovidClassifier.Auditing.Copies;

/// <summary>
/// Looks for pictures that show the same X-ray after resizing, re-encoding, cropping by up to some 10 % at an edge, padding, mirroring, turning by 90 degrees
/// or exchanging black and white.
/// </summary>
internal sealed class NearDuplicateAudit : IAudit
{
    private const string Name = "near duplicates";

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        // equal pictures are the other audit's; of each, one is searched for
        int[] images = [.. Enumerable.Range(0, context.Count).DistinctBy(i => context.Scanned[i].Hash, StringComparer.Ordinal)];
        IReadOnlyList<SimilarPair> found =
            CopySearch.Find(images.Length, i => context.Scanned[images[i]].Thumbnail.Read(), AuditRules.NearDuplicate, cancellationToken);
        AuditPair[] pairs =
        [
            .. found.Select(p => CopyFinding.Pair(context, images[p.First], images[p.Second], Math.Min(p.Similarity, 1 - 1e-6), p.Change)),
        ];
        return CopyFinding.Of(context, Name, "show the same picture, but not pixel for pixel", pairs);
    }
}
