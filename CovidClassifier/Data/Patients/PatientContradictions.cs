using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Patients;

/// <summary>Finds identifiers under which a table describes more than one person: of two sexes, or of ages too far apart for one collection.</summary>
internal static class PatientContradictions
{
    // CheXpert, the longest-running public collection, spans 15 years
    private const double MostYears = 15;

    /// <summary>One sentence for each kind, with an example.</summary>
    public static IEnumerable<string> In(IEnumerable<XRayImage> images)
    {
        IGrouping<string, XRayImage>[] patients =
        [
            .. images.Where(i => i.PatientId is not null).GroupBy(i => i.PatientId!, StringComparer.Ordinal).Where(p => p.Skip(1).Any()),
        ];
        return
        [
            .. Describe(Found(patients, Sexes), "of more than one sex"),
            .. Describe(Found(patients, Ages), string.Create(CultureInfo.InvariantCulture, $"of ages more than {MostYears} years apart")),
        ];
    }

    private static (string Patient, string Facts)[] Found(
        IEnumerable<IGrouping<string, XRayImage>> patients, Func<IEnumerable<XRayImage>, string?> contradiction) =>
        [.. patients.Select(p => (p.Key, Facts: contradiction(p))).Where(p => p.Facts is not null).Select(p => (p.Key, p.Facts!))];

    private static IEnumerable<string> Describe((string Patient, string Facts)[] found, string what) => found.Length == 0 ? [] : [string.Create(
        CultureInfo.InvariantCulture,
        $"{found.Length} patient{(found.Length == 1 ? " is" : "s are")} {what} (for example '{ShownText.Of(found[0].Patient)}': {found[0].Facts}); the "
            + $"identifier may stand for several persons, or the table may be wrong.")];

    private static string? Sexes(IEnumerable<XRayImage> images)
    {
        string[] sexes =
            [.. images.Select(i => i.Sex).OfType<string>().Where(s => s is "M" or "F").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return sexes.Length > 1 ? string.Join(" and ", sexes) : null;
    }

    private static string? Ages(IEnumerable<XRayImage> images)
    {
        double[] ages = [.. images.Select(i => i.Age).OfType<double>()];
        return ages.Length > 1 && ages.Max() - ages.Min() > MostYears
            ? string.Create(CultureInfo.InvariantCulture, $"{ages.Min():0.#} and {ages.Max():0.#}")
            : null;
    }
}
