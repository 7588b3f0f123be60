using System.Globalization;

namespace CovidClassifier;

public sealed partial class XRayDataset
{
    /// <summary>
    /// Several datasets as one. Every image keeps its source, or gets its dataset's name for one. Equal patient numbers mean one person only where
    /// the source is equal too, so numbers become "source: number". A file that is in two of the datasets is taken once, and so is an image of one file name
    /// (but for its ending) and one publisher, or one source and patient: collections take over each other's images. The earlier dataset's is kept.
    /// </summary>
    /// <remarks>
    /// Other copies are not looked for in the pixels here (an audit does that); images of equal file name are counted in <see cref="Warnings"/>.
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
        List<string> relabelled = [];
        List<XRayDataset> parts = [];
        HashSet<string> files = new(StringComparer.Ordinal);
        var known = new Dictionary<string, XRayImage>(StringComparer.OrdinalIgnoreCase);
        foreach (XRayDataset dataset in datasets)
        {
            XRayImage[] other = [.. dataset.Images.Where(i => i.Path is null || files.Add($"{Path.GetFullPath(i.Path)} {i.Box}"))];
            (XRayImage Image, XRayImage Earlier)[] copies = [.. other.Select(i => (i, EarlierOf(i, known)!)).Where(c => c.Item2 is not null)];
            XRayImage[] fresh = [.. other.Except(copies.Select(c => c.Image), ReferenceEqualityComparer.Instance).Cast<XRayImage>()];
            parts.Add(dataset.With(fresh));
            images.AddRange(fresh.Select(i => Named(i, i.Source ?? dataset.Name)));
            AddCount(again, $"{dataset.Name}: the file is in another of the merged datasets too", dataset.Count - other.Length);
            AddCount(again, $"{dataset.Name}: the image is in an earlier of the merged datasets too, by file name and publisher or patient", copies.Length);
            int contrary = copies.Count(c => !LabelTable.AreSame(c.Image.Label!, c.Earlier.Label!));
            if (contrary > 0)
            {
                relabelled.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{contrary} images of '{dataset.Name}' have another label in an earlier of the merged datasets, whose label is kept."));
            }

            foreach (XRayImage image in fresh)
            {
                foreach (string key in KeysOfCopies(image))
                {
                    known.TryAdd(key, image);
                }
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
            Notes = [.. datasets.SelectMany(d => d.Notes).Distinct()],
            ReadingWarnings = [.. datasets.SelectMany(d => d.ReadingWarnings), .. relabelled, .. SharedNames(parts)],
        };
    }

    private static XRayImage Named(XRayImage image, string source) =>
        image with { Source = source, PatientId = image.PatientId is null ? null : $"{source}: {image.PatientId}" };

    private static void AddCount(List<LeftOut> counts, string reason, int count)
    {
        if (count > 0)
        {
            counts.Add(new LeftOut(reason, count));
        }
    }

    private static XRayImage? EarlierOf(XRayImage image, Dictionary<string, XRayImage> known) =>
        KeysOfCopies(image).Select(key => known.GetValueOrDefault(key)).FirstOrDefault(earlier => earlier is not null);

    private static IEnumerable<string> KeysOfCopies(XRayImage image)
    {
        string frame = string.Create(CultureInfo.InvariantCulture, $"{StemOf(image)} {image.Frame} {image.Box}");
        if (image.Publisher is { } publisher)
        {
            yield return $"publisher {publisher} {frame}";
        }

        if (image is { Source: { } source, PatientId: { } patient })
        {
            yield return $"patient {source} {patient} {frame}";
        }
    }

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
