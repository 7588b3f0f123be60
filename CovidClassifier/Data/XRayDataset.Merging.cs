using System.Globalization;

namespace CovidClassifier;

public sealed partial class XRayDataset
{
    /// <summary>
    /// Several datasets as one. Every image keeps its source, or gets its dataset's name for one. Equal patient numbers mean one person only where
    /// the source is equal too, so numbers become "source: number". A file that is in two of the datasets is taken once.
    /// </summary>
    /// <remarks>
    /// Copies under another path are not looked for in the pixels here (an audit does that); images of equal file name are counted in
    /// <see cref="Warnings"/>.
    /// </remarks>
    /// <param name="datasets">At least two; the classes come in the order of first appearance.</param>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public static XRayDataset Merge(params IReadOnlyList<XRayDataset> datasets)
    {
        ArgumentNullException.ThrowIfNull(datasets);
        if (datasets.Count < 2)
        {
            throw new ArgumentException($"A merge needs at least two datasets, got {datasets.Count}.", nameof(datasets));
        }

        List<XRayImage> images = [];
        List<LeftOut> again = [];
        HashSet<string> files = new(StringComparer.Ordinal);
        foreach (XRayDataset dataset in datasets)
        {
            XRayImage[] fresh = [.. dataset.Images.Where(i => i.Path is null || files.Add($"{Path.GetFullPath(i.Path)} {i.Box}"))];
            images.AddRange(fresh.Select(i => Named(i, i.Source ?? dataset.Name)));
            if (fresh.Length < dataset.Count)
            {
                again.Add(new LeftOut($"{dataset.Name}: the file is in another of the merged datasets too", dataset.Count - fresh.Length));
            }
        }

        return new XRayDataset
        {
            Name = string.Join(" + ", datasets.Select(d => d.Name)),
            Root = null,
            Images = images,
            ClassNames = [.. datasets.SelectMany(d => d.ClassNames).DistinctBy(LabelTable.KeyOf)],
            Problems = [.. datasets.SelectMany(d => d.Problems)],
            LeftOut = [.. datasets.SelectMany(d => d.LeftOut), .. again],
            Counts = new DatasetCounts(
                datasets.Sum(d => d.Counts.Rows), datasets.Sum(d => d.Counts.RowsWithImage), datasets.Sum(d => d.Counts.Files)),
            Options = datasets[0].Options with { AllowProblems = datasets.Any(d => d.Options.AllowProblems), ClassNames = null },
            ReadingWarnings = [.. datasets.SelectMany(d => d.ReadingWarnings), .. SharedNames(datasets)],
        };
    }

    private static XRayImage Named(XRayImage image, string source) =>
        image with { Source = source, PatientId = image.PatientId is null ? null : $"{source}: {image.PatientId}" };

    private static IEnumerable<string> SharedNames(IReadOnlyList<XRayDataset> datasets)
    {
        for (int a = 0; a < datasets.Count; a++)
        {
            HashSet<string> names = new(datasets[a].Images.Select(StemOf), StringComparer.OrdinalIgnoreCase);
            for (int b = a + 1; b < datasets.Count; b++)
            {
                string[] shared = [.. datasets[b].Images.Select(StemOf).Where(names.Contains)];
                if (shared.Length > 0)
                {
                    yield return string.Create(
                        CultureInfo.InvariantCulture,
                        $"Datasets '{datasets[a].Name}' and '{datasets[b].Name}' share {shared.Length} file names (for example {shared[0]}) and probably " +
                            $"these images; audit the merged data.");
                }
            }
        }
    }

    private static string StemOf(XRayImage image) => Path.GetFileNameWithoutExtension(image.Name);
}
