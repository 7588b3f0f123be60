using System.Globalization;
using System.IO.Hashing;

namespace CovidClassifier.Data.Splits;

/// <summary>Images that stay on one side of every split: those of a patient, or one image of an unknown patient.</summary>
/// <param name="Key">Sorts groups the same way whatever the order of the images.</param>
/// <param name="Images">Indices into the dataset.</param>
/// <param name="ClassCounts">Number of images by class, in the order of the dataset's class names.</param>
internal sealed record PatientGroup(string Key, IReadOnlyList<int> Images, IReadOnlyList<int> ClassCounts)
{
    public int Size => Images.Count;

    public bool HasSeveralClasses => ClassCounts.Count(c => c > 0) > 1;

    /// <summary>The groups of a dataset's images, in ordinal order of their keys.</summary>
    public static IReadOnlyList<PatientGroup> Of(IReadOnlyList<XRayImage> images, IReadOnlyList<string> classNames, string? root, FoldGrouping grouping)
    {
        var classes = classNames.Select((name, index) => (name, index))
            .ToDictionary(c => c.name, c => c.index, StringComparer.Ordinal);
        string[] keys = [.. images.Select((image, index) => grouping == FoldGrouping.Patient && image.PatientId is { } patient
            ? $"patient {patient}"
            : $"image {KeyOf(image, root)}")];
        return
        [
            .. Enumerable.Range(0, images.Count)
                .GroupBy(i => grouping == FoldGrouping.Patient && images[i].PatientId is not null ? (keys[i], -1) : (keys[i], i))
                .Select(g => new PatientGroup(g.Key.Item1, [.. g], CountClasses(g, images, classes)))
                .OrderBy(g => g.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Names an image the same way on every machine and in every order: its path below the dataset's folder, or its name and a hash of its
    /// bytes.
    /// </summary>
    internal static string KeyOf(XRayImage image, string? root)
    {
        if (image.Memory is { } bytes)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{image.Name} {XxHash64.HashToUInt64(bytes.Span):x16}");
        }

        string path = root is null ? image.Path! : Path.GetRelativePath(root, image.Path!);
        return $"{path.Replace('\\', '/')} {image.Label}";
    }

    private static int[] CountClasses(IEnumerable<int> group, IReadOnlyList<XRayImage> images, Dictionary<string, int> classes)
    {
        int[] counts = new int[classes.Count];
        foreach (int image in group)
        {
            counts[classes[images[image].Label!]]++;
        }

        return counts;
    }
}
