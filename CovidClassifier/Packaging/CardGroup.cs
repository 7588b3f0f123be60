namespace CovidClassifier;

/// <summary>Whose images of one class a part holds. Sex and age are counted once for each patient, by the patient's first image that tells; a patient with
/// images of several classes is counted in each.</summary>
public sealed record CardGroup
{
    /// <summary>The class.</summary>
    public required string Label { get; init; }

    /// <summary>Number of images.</summary>
    public required int Images { get; init; }

    /// <summary>Number of patients; an image of an unknown patient counts as one.</summary>
    public required int Patients { get; init; }

    /// <summary>Number of patients whose age is known.</summary>
    public int KnownAges { get; init; }

    /// <summary>Median age in years; null where no age is known.</summary>
    public double? MedianAge { get; init; }

    /// <summary>A quarter of the known ages lie at or below it, in years; null where none is known.</summary>
    public double? LowerQuartileAge { get; init; }

    /// <summary>A quarter of the known ages lie at or above it, in years; null where none is known.</summary>
    public double? UpperQuartileAge { get; init; }

    /// <summary>Number of patients by sex, in ordinal order, "unknown" for those whose sex is not known.</summary>
    public IReadOnlyDictionary<string, int> Sexes { get; init; } = new Dictionary<string, int>();

    /// <summary>Number of images by view, in ordinal order, "unknown" for those whose view is not known.</summary>
    public IReadOnlyDictionary<string, int> Views { get; init; } = new Dictionary<string, int>();

    /// <summary>The classes of a dataset or of a part of one, in their order.</summary>
    internal static IReadOnlyList<CardGroup> Of(XRayDataset dataset) =>
        [.. dataset.ClassNames.Select(label => Of(label, [.. dataset.Images.Where(i => i.Label == label)]))];

    private static CardGroup Of(string label, XRayImage[] images)
    {
        XRayImage[][] patients =
        [
            .. images.Where(i => i.PatientId is not null).GroupBy(i => i.PatientId, StringComparer.Ordinal).Select(g => g.ToArray()),
            .. images.Where(i => i.PatientId is null).Select(i => (XRayImage[])[i]),
        ];
        double[] ages = [.. patients.Select(p => p.FirstOrDefault(i => i.Age is not null)?.Age).OfType<double>().Order()];
        return new CardGroup
        {
            Label = label,
            Images = images.Length,
            Patients = patients.Length,
            KnownAges = ages.Length,
            MedianAge = Quantile(ages, 0.5),
            LowerQuartileAge = Quantile(ages, 0.25),
            UpperQuartileAge = Quantile(ages, 0.75),
            Sexes = Counts(patients.Select(p => p.FirstOrDefault(i => i.Sex is not null)?.Sex)),
            Views = Counts(images.Select(i => i.View)),
        };
    }

    private static SortedDictionary<string, int> Counts(IEnumerable<string?> facts) =>
        new(facts.GroupBy(f => f ?? "unknown", StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal);

    // linear between two neighbours, Hyndman and Fan's type 7
    private static double? Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return null;
        }

        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
