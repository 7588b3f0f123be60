using System.Globalization;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;

namespace CovidClassifier.Auditing.Retraining;

/// <summary>
/// Whether training on shuffled labels gives chance, as it must (Ojala and Garriga, "Permutation tests for studying classifier performance", JMLR 11,
/// 2010). Labels are shuffled among patients, so that a patient whose images stand on two sides of a fold, or who comes under two names, is found out.
/// </summary>
internal sealed class PermutationAudit(Retrainer retrainer) : IAudit
{
    public const string Name = "label permutation";

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> classes = context.Dataset.ClassNames;
        int[] labels = Shuffled(context, retrainer.Images);
        double[][]? scores = ShortcutFinding.CanJudge(labels, classes.Count) && context.Folds is not null
            ? retrainer.OutOfFold(Name, retrainer.Images, labels, classes, ImagePart.Whole, cancellationToken)
            : null;
        AuditFinding finding = new ShortcutFinding
        {
            Name = Name,
            Subject = $"Shuffled labels ({retrainer.Description}, trained on them)",
            Rule = AuditRules.ForBaselines,
            Images = retrainer.Images,
            Labels = labels,
            Names = classes,
            Scores = scores is null ? null : label => [.. scores.Select(row => row[label])],
        }.Judge(context, cancellationToken);
        string figure = string.Create(CultureInfo.InvariantCulture, $"AUROC {finding.Value:0.000}, 95 % interval {finding.Low:0.000} to {finding.High:0.000}");
        return finding.Verdict switch
        {
            AuditVerdict.Pass =>
                finding with { Sentence = $"Trained on labels shuffled among patients, {retrainer.Description} scores at chance, as it must ({figure})." },
            AuditVerdict.Unknown => finding,
            _ => finding with
            {
                Sentence = $"Trained on labels shuffled among patients, {retrainer.Description} still finds them ({figure}): images of one person stand on " +
                    $"two sides of the folds, and every figure is too good.",
            },
        };
    }

    /// <summary>Every image gets the usual label of another patient: all images of a patient the same.</summary>
    /// <param name="context">Whose image each is, and its label.</param>
    /// <param name="images">Those that take part, as indices into the context's.</param>
    /// <returns>A label for each of <paramref name="images"/>.</returns>
    internal static int[] Shuffled(AuditContext context, IReadOnlyList<int> images)
    {
        int[] patients = [.. images.Select(i => context.Patients[i]).Distinct().Order()];
        int[] usual =
        [
            .. patients.Select(p => images.Where(i => context.Patients[i] == p).GroupBy(i => context.Labels[i])
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key),
        ];
        context.SeedFor(Name).For("labels").Open().Shuffle<int>(usual);
        Dictionary<int, int> given = patients.Zip(usual).ToDictionary(p => p.First, p => p.Second);
        return [.. images.Select(i => given[context.Patients[i]])];
    }
}
