using System.Globalization;
using CovidClassifier.Auditing.Context;
using CovidClassifier.Auditing.Findings;

namespace CovidClassifier.Auditing.Metadata;

/// <summary>How many labels one gets right who looks at an image's source alone.</summary>
internal static class SourceAccuracy
{
    /// <summary>A sentence with the accuracy that the source alone gives, next to that of always naming the largest class.</summary>
    public static string Describe(AuditContext context)
    {
        XRayDataset dataset = context.Dataset;
        if (context.Folds is not { } folds || dataset.Images.All(i => i.Source is null))
        {
            return "";
        }

        int right = 0;
        foreach (int fold in folds.Distinct())
        {
            int[] training = [.. Enumerable.Range(0, context.Count).Where(i => folds[i] != fold)];
            int usual = Usual(training, context);
            var bySource = training.GroupBy(i => dataset.Images[i].Source ?? AuditCounts.Unknown, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => Usual(g, context), StringComparer.Ordinal);
            right += Enumerable.Range(0, context.Count)
                .Where(i => folds[i] == fold)
                .Count(i => bySource.GetValueOrDefault(dataset.Images[i].Source ?? AuditCounts.Unknown, usual) == context.Labels[i]);
        }

        double largest = dataset.ClassNames.Max(c => dataset.Images.Count(i => i.Label == c)) / (double)context.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Naming the usual label of an image's source is right for {100.0 * right / context.Count:0.0} % of the images; always naming the largest " +
                $"class, for {100 * largest:0.0} %.");
    }

    private static int Usual(IEnumerable<int> images, AuditContext context) =>
        images.GroupBy(i => context.Labels[i]).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key).FirstOrDefault();
}
