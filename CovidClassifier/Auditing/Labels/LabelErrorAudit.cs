using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.OfModels;

namespace CovidClassifier.Auditing.Labels;

/// <summary>Labels that a model contradicts, among the images that it was not trained on.</summary>
internal sealed class LabelErrorAudit(UnseenScores scores) : IAudit
{
    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        AuditFinding finding = LabelErrorFinding.Of(
            scores.Predictions, "The model's probabilities", LabelErrorFinding.Name, context.SeedFor(LabelErrorFinding.Name), cancellationToken);
        return finding with { Sentence = finding.Sentence + scores.LeftOut };
    }
}
