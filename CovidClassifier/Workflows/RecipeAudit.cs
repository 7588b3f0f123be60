using CovidClassifier.Foundation;

namespace CovidClassifier.Workflows;

/// <summary>The audits that a training or a cross-validation runs by itself, as deep as its recipe asks.</summary>
internal static class RecipeAudit
{
    /// <summary>The same without what trains a network, for where there is no one network.</summary>
    public static AuditDepth OfFiles(AuditDepth depth) => depth == AuditDepth.None ? AuditDepth.None : AuditDepth.Files;

    /// <param name="recipe">Says how deep, and which network's family is trained.</param>
    /// <param name="dataset">All images.</param>
    /// <param name="split">As in <see cref="DataAudit.Run(XRayDataset, DatasetSplit?, AuditOptions?, IProgress{AuditProgress}?, CancellationToken)"/>.</param>
    /// <param name="folds">For baselines.</param>
    /// <param name="progress">Told of images and trainings.</param>
    /// <param name="cancellationToken">Honoured within a second.</param>
    /// <returns>Null where no audit is asked for.</returns>
    public static AuditResult? Run(
        TrainingRecipe recipe, XRayDataset dataset, DatasetSplit? split, int folds, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        if (recipe.Audits == AuditDepth.None)
        {
            return null;
        }

        var options = new AuditOptions
        {
            Folds = folds,
            Seed = recipe.Seed,
            Network = recipe.Audits == AuditDepth.Pictures ? recipe.Plan : null,
            ImageMemory = recipe.ImageMemory,
        };
        var relay = new Relay<AuditProgress, TrainingProgress>(
            progress, p => new TrainingProgress(TrainingStage.Auditing, p.Done, p.Total) { Audit = p.Audit });
        return DataAudit.Run(dataset, split, options, relay, cancellationToken);
    }
}
