using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Retraining;

namespace CovidClassifier.Auditing.Labels;

/// <summary>Labels that trainings without the image contradict, where a network is trained anew for the audits.</summary>
internal sealed class RetrainedLabelErrorAudit(Retrainer retrainer) : IAudit
{
    private const string Name = "label errors, trained anew";

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> classes = context.Dataset.ClassNames;
        int[] labels = [.. retrainer.Images.Select(i => context.Labels[i])];
        double[][]? scores = ShortcutFinding.CanJudge(labels, classes.Count) && context.Folds is not null
            ? retrainer.OutOfFold(Name, retrainer.Images, labels, classes, ImagePart.Whole, cancellationToken)
            : null;
        return LabelErrorFinding.Of(
            new LabelledPredictions(classes, positiveLabel: null, scores is null ? [] : retrainer.Images.Select((image, i) => new LabelledPrediction(
                classes[labels[i]], classes[Array.IndexOf(scores[i], scores[i].Max())], scores[i], context.Dataset.Images[image]))),
            $"Trainings without them ({retrainer.Description})",
            Name,
            context.SeedFor(Name),
            cancellationToken);
    }
}
