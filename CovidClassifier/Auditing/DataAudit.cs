using CovidClassifier.Auditing;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Copies;
using CovidClassifier.Auditing.Labels;
using CovidClassifier.Auditing.Metadata;
using CovidClassifier.Auditing.Order;
using CovidClassifier.Auditing.Outliers;
using CovidClassifier.Auditing.Retraining;
using CovidClassifier.Auditing.Scanning;

namespace CovidClassifier;

/// <summary>
/// Asks of a dataset what would let a classifier cheat or mislead it: copies, patients on two sides of a split, bad images, and facts beside the picture
/// that give the label away; with <see cref="AuditOptions.Network"/>, what parts of the pictures give away. Every image is read at full size once.
/// </summary>
public static class DataAudit
{
    private static readonly IAudit[] Audits =
    [
        new ExactDuplicateAudit(),
        new NearDuplicateAudit(),
        new PatientAudit(),
        MetadataAudits.Source(),
        MetadataAudits.Header(),
        MetadataAudits.FileSize(),
        new ImageQualityAudit(),
        MetadataAudits.Pictures(),
        new OutlierAudit(),
        new OrderAudit(),
        new AgeAudit(),
        MetadataAudits.View(),
    ];

    /// <summary>Runs every audit.</summary>
    /// <param name="dataset">At least two classes with images.</param>
    /// <param name="split">
    /// A split of <paramref name="dataset"/>, to look for copies and patients on two of its sides. Null: folds by patient stand in for it.
    /// </param>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="progress">Told of each image read, from the reading threads, and of each training.</param>
    /// <param name="cancellationToken">Looked at between rows of every image.</param>
    /// <returns>The same findings for the same images and options, on every machine.</returns>
    /// <exception cref="DatasetException">There are fewer than two classes, a class has no image, or images cannot be read and the dataset does not allow
    /// problems.</exception>
    public static AuditResult Run(
        XRayDataset dataset,
        DatasetSplit? split = null,
        AuditOptions? options = null,
        IProgress<AuditProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Run(dataset, split, options ?? new(), (_, _) => [], progress, cancellationToken);
    }

    /// <summary>
    /// As above, followed by audits that need more than the data: the caller makes them, for the images that could be read and what can be trained on them.
    /// </summary>
    internal static AuditResult Run(
        XRayDataset dataset,
        DatasetSplit? split,
        AuditOptions options,
        Func<XRayDataset, Retrainer?, IReadOnlyList<IAudit>> more,
        IProgress<AuditProgress>? progress,
        CancellationToken cancellationToken)
    {
        dataset.RequireTwoClasses("an audit");
        using var thumbnails = new ThumbnailFile(dataset.Count);
        (XRayDataset readable, IReadOnlyList<ScannedImage> scanned) = ImageScan.Run(dataset, thumbnails, progress, cancellationToken);
        readable.RequireTwoClasses("an audit");
        var context = new AuditContext(readable, scanned, split, options);
        using Retrainer? retrainer =
            options.Network is null ? null : new Retrainer(context, new AuditNetwork(options.Network.Quick()), options.ImageMemory, progress);
        IAudit[] retraining =
            retrainer is null ? [] : [new BorderAudit(retrainer), new SourceClassifierAudit(retrainer), new RetrainedLabelErrorAudit(retrainer)];
        AuditFinding[] findings = [.. Audits.Concat(retraining).Concat(more(readable, retrainer)).Select(audit => audit.Run(context, cancellationToken))];
        return new AuditResult { Dataset = readable.Name, Images = readable.Count, Split = context.SplitName, Findings = findings };
    }
}
