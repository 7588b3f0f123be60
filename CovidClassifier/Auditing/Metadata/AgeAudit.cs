using System.Globalization;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Auditing.Metadata;

/// <summary>Whether ages tell the classes apart; a class of children beside one of adults is the plainest case (Kermany's pneumonia images).</summary>
internal sealed class AgeAudit : IAudit
{
    public const string Child = "child";

    private readonly MetadataAudit _ages = MetadataAudits.Age();

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        AuditFinding finding = _ages.Run(context, cancellationToken);
        string[] labels = [.. finding.Classes.Where(c => c.Images >= AuditRules.FewestImages).Select(c => c.Label)];
        if (labels.Length < 2)
        {
            return finding;
        }

        int[] images = [.. Enumerable.Range(0, context.Count).Where(i => context.Dataset.Images[i].Age is not null)];
        int[] once = [.. Enumerable.Repeat(1, images.Length)];
        string most = labels.MaxBy(l => Children(context, images, l, once))!;
        string fewest = labels.MinBy(l => Children(context, images, l, once))!;
        double Gap(int[] times) => Children(context, images, most, times) - Children(context, images, fewest, times);
        MetricInterval interval = PatientBootstrap.Interval(new PatientBootstrap(context.PatientsOf(images), context.SeedFor(Child)).Run(
            figures: 1, (times, values) => values[0] = Gap(times), cancellationToken)[0]);
        return interval.Low > AuditRules.ChildrenGap
            ? finding with
            {
                Verdict = AuditVerdict.Fail,
                Measure = "difference of the shares of children",
                Value = Gap(once),
                Low = interval.Low,
                High = interval.High,
                Method = interval.Method,
                Sentence = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Children are {100 * Children(context, images, most, once):0} % of {most} and {100 * Children(context, images, fewest, once):0} % of " +
                        $"{fewest}: a model can tell these classes apart by the size of the chest."),
            }
            : finding;
    }

    /// <summary>Share of a class's images that show a child.</summary>
    private static double Children(AuditContext context, int[] images, string label, int[] times)
    {
        double all = 0, children = 0;
        for (int i = 0; i < images.Length; i++)
        {
            if (context.Dataset.Images[images[i]].Label == label)
            {
                all += times[i];
                children += context.Dataset.Images[images[i]].Age < AuditRules.AdultAge ? times[i] : 0;
            }
        }

        return children / all;
    }
}
