namespace CovidClassifier.Data;

/// <summary>What the model card says of the data a model was made from.</summary>
internal sealed record DatasetSummary
{
    private const string Unknown = "unknown";

    public required string Name { get; init; }

    public required int Images { get; init; }

    /// <summary>Images by class, in the order of the class names, empty classes included.</summary>
    public required IReadOnlyDictionary<string, int> Classes { get; init; }

    /// <summary>Known patients; images of unknown ones are not in it.</summary>
    public required int Patients { get; init; }

    /// <summary>Share of the images whose patient is known, 0 to 1.</summary>
    public required double KnownPatientShare { get; init; }

    /// <summary>Images by source, in ordinal order, "unknown" for those without one.</summary>
    public required IReadOnlyDictionary<string, int> Sources { get; init; }

    /// <summary>Images by view, in ordinal order, "unknown" for those without one.</summary>
    public required IReadOnlyDictionary<string, int> Views { get; init; }

    /// <summary>Problems by kind, where the caller allowed them.</summary>
    public required IReadOnlyDictionary<string, int> Problems { get; init; }

    public static DatasetSummary Of(XRayDataset dataset) => new()
    {
        Name = dataset.Name,
        Images = dataset.Count,
        Classes = dataset.ClassNames.ToDictionary(c => c, c => dataset.Images.Count(i => i.Label == c)),
        Patients = dataset.Images.Select(i => i.PatientId).OfType<string>().Distinct(StringComparer.Ordinal).Count(),
        KnownPatientShare = dataset.KnownPatientShare,
        Sources = CountBy(dataset.Images, i => i.Source),
        Views = CountBy(dataset.Images, i => i.View),
        Problems = CountBy(dataset.Problems, p => p.Kind.ToString()),
    };

    private static SortedDictionary<string, int> CountBy<T>(IEnumerable<T> all, Func<T, string?> fact) =>
        new(all.GroupBy(x => fact(x) ?? Unknown, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal);
}
