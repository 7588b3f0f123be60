using System.Globalization;

namespace CovidClassifier.Auditing.Context;

/// <summary>Which parts the audits across a split refer to: the split at hand, else the dataset's own, else folds by patient.</summary>
internal static class AuditParts
{
    public static (IReadOnlyList<string?> Parts, string Name) Of(XRayDataset dataset, DatasetSplit? split, int[]? folds, AuditOptions options)
    {
        if (split is not null)
        {
            return (OfSplit(dataset, split), "the split at hand");
        }

        if (dataset.Images.Any(i => i.GivenPart is not null))
        {
            return ([.. dataset.Images.Select(i => i.GivenPart?.ToString())], "the dataset's own split");
        }

        return folds is null
            ? (new string?[dataset.Count], "no split, as there are fewer patients than folds")
            : ([.. folds.Select(f => f.ToString(CultureInfo.InvariantCulture))],
                string.Create(CultureInfo.InvariantCulture, $"{options.Folds} folds by patient, seed {options.Seed}"));
    }

    private static string?[] OfSplit(XRayDataset dataset, DatasetSplit split)
    {
        var parts = new Dictionary<XRayImage, string>(ReferenceEqualityComparer.Instance);
        foreach ((XRayDataset part, string name) in new[] { (split.Training, "training"), (split.Validation, "validation"), (split.Test, "test") })
        {
            foreach (XRayImage image in part.Images)
            {
                parts[image] = name;
            }
        }

        return [.. dataset.Images.Select(i => parts.GetValueOrDefault(i))];
    }
}
