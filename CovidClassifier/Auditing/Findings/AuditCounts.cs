namespace CovidClassifier.Auditing.Findings;

/// <summary>Tables of images by fact and label.</summary>
internal static class AuditCounts
{
    public const string Unknown = "unknown";

    /// <summary>Cells that hold images; facts in ordinal order, classes in the dataset's.</summary>
    public static IReadOnlyList<AuditCount> Of(XRayDataset dataset, Func<XRayImage, string?> fact) =>
    [
        .. dataset.Images.GroupBy(i => fact(i) ?? Unknown, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => dataset.ClassNames.Select(label => new AuditCount(g.Key, label, g.Count(i => i.Label == label))))
            .Where(c => c.Images > 0),
    ];
}
