using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Retraining;
using CovidClassifier.Auditing.Scanning;
using CovidClassifier.Networks;

namespace CovidClassifier.Tests.Auditing.Retraining;

/// <summary>Audits that train, with a small share of the CNN's work: the marks of these tests are coarse.</summary>
internal static class SmallRetraining
{
    private static readonly AuditNetwork Small =
        new(LearningPlan.FromNetwork(new CustomCnnNetwork(dropout: 0.25).AtSide(64))) { Steps = 50 };

    public static AuditFinding Audit(XRayDataset dataset, Func<Retrainer, IAudit> audit)
    {
        using var thumbnails = new ThumbnailFile(dataset.Count);
        (XRayDataset readable, IReadOnlyList<ScannedImage> scanned) = ImageScan.Run(dataset, thumbnails, progress: null, default);
        var context = new AuditContext(readable, scanned, split: null, new AuditOptions { Folds = 2 });
        using var retrainer = new Retrainer(context, Small, memory: 1 << 30, progress: null);
        return audit(retrainer).Run(context, default);
    }
}
