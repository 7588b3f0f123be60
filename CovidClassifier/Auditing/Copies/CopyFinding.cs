using System.Globalization;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;

namespace CovidClassifier.Auditing.Copies;

/// <summary>The verdict on images that are copies of each other.</summary>
internal static class CopyFinding
{
    public static AuditFinding Of(AuditContext context, string name, string described, IReadOnlyList<AuditPair> pairs)
    {
        int classes = pairs.Count(p => p.IsAcrossClasses), parts = pairs.Count(p => p.IsAcrossParts);
        return new AuditFinding
        {
            Name = name,
            Verdict = classes + parts > 0 ? AuditVerdict.Fail : pairs.Count > 0 ? AuditVerdict.Warn : AuditVerdict.Pass,
            Measure = "pairs",
            Value = pairs.Count,
            Rule = AuditRules.ForCopies,
            Sentence = pairs.Count == 0
                ? $"No two images {described}."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{pairs.Count} pair{(pairs.Count == 1 ? "" : "s")} of images {described}: {classes} under different labels, {parts} in different parts " +
                        $"of {context.SplitName}.")
                    + (classes + parts > 0 ? " A model is then tested on what it was trained on, or taught two answers for one picture." : ""),
            Pairs = pairs,
        };
    }

    public static AuditPair Pair(AuditContext context, int one, int other, double similarity, PictureView change)
    {
        (int first, int second) = one < other ? (one, other) : (other, one);
        return new AuditPair(
            context.Dataset.Images[first].Name,
            context.Dataset.Images[second].Name,
            similarity,
            change.IsMirrored,
            context.Labels[first] != context.Labels[second],
            context.AreAcrossParts(first, second),
            context.Patients[first] == context.Patients[second])
        {
            IsInverted = change.IsInverted,
            QuarterTurns = change.Turns,
            FirstShown = context.Dataset.Images[first],
            SecondShown = context.Dataset.Images[second],
        };
    }
}
