using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Auditing.Retraining;

/// <summary>
/// Whether the frame of the pictures, where no lung is, gives the label away: markers, borders, captions, collimation. The network is trained
/// anew on pictures whose central area is black, and for comparison on whole ones and on the central area alone.
/// </summary>
internal sealed class BorderAudit(Retrainer retrainer) : IAudit
{
    public const string Name = "border baseline";

    private static readonly (ImagePart Part, string Name)[] Parts =
        [(ImagePart.Border, "border alone"), (ImagePart.Whole, "whole picture"), (ImagePart.Centre, "central area alone")];

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        int[] labels = [.. retrainer.Images.Select(i => context.Labels[i])];
        Dictionary<ImagePart, double[][]?> scores = ShortcutFinding.CanJudge(labels, context.Dataset.ClassNames.Count) && context.Folds is not null
            ? Parts.ToDictionary(p => p.Part, p => retrainer.OutOfFold(Name, retrainer.Images, labels, context.Dataset.ClassNames, p.Part, cancellationToken))
            : [];
        AuditFinding finding = new ShortcutFinding
        {
            Name = Name,
            Subject = $"Borders alone ({retrainer.Description}, trained anew with the central area black)",
            Rule = AuditRules.ForBaselines,
            Images = retrainer.Images,
            Labels = labels,
            Names = context.Dataset.ClassNames,
            Scores = scores.GetValueOrDefault(ImagePart.Border) is { } border ? label => [.. border.Select(row => row[label])] : null,
        }.Judge(context, cancellationToken);
        return finding with { Figures = [.. Parts.SelectMany(p => Figures(context, labels, p.Name, scores.GetValueOrDefault(p.Part), cancellationToken))] };
    }

    private IEnumerable<AuditFigure> Figures(AuditContext context, int[] labels, string part, double[][]? scores, CancellationToken cancellationToken)
    {
        if (scores is null)
        {
            yield break;
        }

        for (int label = 0; label < context.Dataset.ClassNames.Count; label++)
        {
            var ranking = new RankedScores([.. labels.Select(l => l == label)], [.. scores.Select(row => row[label])]);
            MetricInterval interval = AurocInterval.Of(
                ranking, context.PatientsOf(retrainer.Images), context.SeedFor(Name).For(part).For(label), cancellationToken);
            yield return new AuditFigure($"AUROC, {part}", context.Dataset.ClassNames[label], ranking.Auroc().Value, interval.Low, interval.High);
        }
    }
}
