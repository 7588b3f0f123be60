using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;

namespace CovidClassifier.Auditing.Order;

/// <summary>
/// Whether the order of the files, by name without the folder or by row of the table, tells the label: from the labels of an image's
/// neighbours of other folds. Where it does, a split by place or a reader in order has one class after the other.
/// </summary>
internal sealed class OrderAudit : IAudit
{
    public const string Name = "order of the files";

    /// <summary>Neighbours looked at on either side.</summary>
    private const int Reach = 5;

    public AuditFinding Run(AuditContext context, CancellationToken cancellationToken)
    {
        int[] all = [.. Enumerable.Range(0, context.Count)];
        int[] byName = [.. all.OrderBy(i => FileOf(context.Dataset.Images[i].Name), StringComparer.Ordinal)
            .ThenBy(i => context.Dataset.Images[i].Name, StringComparer.Ordinal)];
        AuditFinding named = Judge(context, byName, "File names without their folder, in order,", cancellationToken);
        if (context.Dataset.Images.Any(i => i.Row is null))
        {
            return named;
        }

        AuditFinding rows = Judge(context, [.. all.OrderBy(i => context.Dataset.Images[i].Row)], "Rows of the table, in order,", cancellationToken);
        return (rows.Verdict, rows.Low).CompareTo((named.Verdict, named.Low)) > 0 ? rows : named;
    }

    private static AuditFinding Judge(AuditContext context, int[] order, string subject, CancellationToken cancellationToken) => new ShortcutFinding
    {
        Name = Name,
        Subject = subject,
        Rule = AuditRules.ForOrder,
        Verdict = AuditRules.OfFileSize,
        Images = [.. Enumerable.Range(0, context.Count)],
        Labels = context.Labels,
        Names = context.Dataset.ClassNames,
        Scores = context.Folds is { } folds ? label => Neighbours(context.Labels, order, folds, label) : null,
    }.Judge(context, cancellationToken);

    /// <summary>Share of the label among the nearest images of other folds on either side.</summary>
    private static double[] Neighbours(int[] labels, int[] order, IReadOnlyList<int> folds, int label)
    {
        double[] shares = new double[order.Length];
        for (int place = 0; place < order.Length; place++)
        {
            int seen = 0, same = 0;
            foreach (int step in (int[])[-1, 1])
            {
                for (int at = place + step, found = 0; at >= 0 && at < order.Length && found < Reach; at += step)
                {
                    if (folds[order[at]] != folds[order[place]])
                    {
                        found++;
                        seen++;
                        same += labels[order[at]] == label ? 1 : 0;
                    }
                }
            }

            shares[order[place]] = seen == 0 ? 0 : same / (double)seen;
        }

        return shares;
    }

    private static string FileOf(string name) => name.Replace('\\', '/').Split('/')[^1];
}
