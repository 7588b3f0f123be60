using System.Globalization;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Evaluation;

namespace CovidClassifier.Auditing.OfModels;

/// <summary>
/// Whether a model is worse on some people or pictures: by sex, age band, view and source. Recall is compared class by class, so that a group with
/// other diseases is not taken for one that the model fails.
/// </summary>
internal sealed class SubgroupAudit(UnseenScores scores) : IAudit
{
    public const string Name = "performance by subgroup";

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Subgroup> table = SubgroupTable.Of(scores.Predictions, context.Options.Seed);
        (Subgroup Group, double Gap, MetricInterval Interval)[] gaps =
        [
            .. from factor in SubgroupTable.Members(scores.Predictions.Truth)
               from members in factor.Groups
               where members.Key != SubgroupTable.Unknown
               let gap = new RecallGap(scores.Predictions, [.. factor.Groups.Where(g => g.Key != SubgroupTable.Unknown).SelectMany(g => g)], [.. members])
               where gap.CanBeJudged
               let interval = gap.Interval(scores.Predictions.Patients, context.SeedFor(Name).For(factor.Name).For(members.Key), cancellationToken)
               select (table.First(g => g.Factor == factor.Name && g.Name == members.Key), gap.Value, interval),
        ];
        if (gaps.Length == 0)
        {
            return Finding(AuditVerdict.Unknown, table) with
            {
                Sentence = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Cannot be judged: no group by sex, age, view or source and its rest have {AuditRules.FewestImages} images and " +
                        $"{SubgroupTable.SmallestGroup} of a class each.{scores.LeftOut}"),
            };
        }

        (Subgroup worst, double value, MetricInterval bounds) = gaps.MaxBy(g => (AuditRules.OfSubgroup(g.Interval.Low), g.Interval.Low, g.Gap));
        string figure = string.Create(
            CultureInfo.InvariantCulture, $"recall, mean over the classes, lower by {value:0.000}, 95 % interval {bounds.Low:0.000} to {bounds.High:0.000}");
        AuditVerdict verdict = AuditRules.OfSubgroup(bounds.Low);
        return Finding(verdict, table) with
        {
            Value = value,
            Low = bounds.Low,
            High = bounds.High,
            Method = bounds.Method,
            Sentence = (verdict is AuditVerdict.Pass or AuditVerdict.Unknown
                ? $"No group by sex, age, view or source is scored clearly worse than the rest (worst: {worst.Factor} {worst.Name}, {figure})."
                : $"The model is worse on {worst.Factor} {worst.Name} than on the rest ({figure}).") + scores.LeftOut,
        };
    }

    private static AuditFinding Finding(AuditVerdict verdict, IReadOnlyList<Subgroup> table) => new()
    {
        Name = Name,
        Verdict = verdict,
        Measure = "gap of recall",
        Rule = AuditRules.ForSubgroups,
        Sentence = "",
        Subgroups = table,
    };
}
