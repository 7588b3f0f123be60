using System.Globalization;
using CovidClassifier.Data.Facts;
using CovidClassifier.Data.Patients;
using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Drafts;

/// <summary>
/// Finds the patient of each entry: by the caller's pattern, else as the dataset says, else from a known file name; placeholders are nobody; spellings of
/// one identifier become one. Clears placeholders of the other
/// facts too, and counts what it did for the warnings.
/// </summary>
internal sealed class EntryIdentities(DatasetOptions options, string? root)
{
    private readonly PatientSpelling _spelling = new();
    private int _nobody;
    private string? _nobodyExample;
    private int _named;
    private string? _namedExample;
    private int _unfitting;
    private string? _unfittingExample;

    public IReadOnlyList<DatasetEntry> Of(IReadOnlyList<DatasetEntry> entries)
    {
        DatasetEntry[] found = [.. entries.Select(o => o with { Image = Identify(o.Image) })];
        foreach (string id in found.Select(o => o.Image.PatientId).OfType<string>())
        {
            _spelling.Add(id);
        }

        return [.. found.Select(o => o.Image.PatientId is { } id ? o with { Image = o.Image with { PatientId = _spelling.Of(id) } } : o)];
    }

    /// <summary>How patients were found.</summary>
    public IEnumerable<string> DescribeNames() => _named == 0 ? [] : [string.Create(
        CultureInfo.InvariantCulture,
        $"The patients of {_named} image{(_named == 1 ? " is" : "s are")} taken from the file names of a public collection (for example {_namedExample}).")];

    /// <summary>What speaks against the patients that were found.</summary>
    public IEnumerable<string> Describe()
    {
        if (_unfitting > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The patient pattern fits not {_unfitting} image{(_unfitting == 1 ? "" : "s")} (for example "
                + $"'{ShownText.Of(_unfittingExample!)}'); there the patient is what the dataset says, if anything.");
        }

        if (_nobody > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{_nobody} image{(_nobody == 1 ? " has" : "s have")} a placeholder for a patient (for example '{_nobodyExample}') and "
                + $"count{(_nobody == 1 ? "s" : "")} as unknown.");
        }

        foreach (string sentence in _spelling.Describe())
        {
            yield return sentence;
        }
    }

    private XRayImage Identify(XRayImage image) => image with
    {
        PatientId = ByPattern(image) ?? Somebody(image.PatientId) ?? ByName(image),
        Source = Placeholders.Cleared(image.Source),
        View = Placeholders.Cleared(image.View),
        Location = Placeholders.Cleared(image.Location),
        Sex = Placeholders.Cleared(image.Sex),
    };

    private string? ByPattern(XRayImage image)
    {
        if (options.PatientPattern is null)
        {
            return null;
        }

        string path = root is null || image.Path is null || image.Path.Contains('\0') ? image.Name : Path.GetRelativePath(root, image.Path);
        string? patient = PatientPattern.Match(options.PatientPattern, path.Replace('\\', '/'));
        if (patient is null)
        {
            _unfitting++;
            _unfittingExample ??= path;
        }

        return patient;
    }

    private string? Somebody(string? id)
    {
        if (id is not null && Placeholders.IsNoPatient(id))
        {
            _nobody++;
            _nobodyExample ??= ShownText.Of(id);
            return null;
        }

        return id;
    }

    /// <summary>Only where a reader looked at folders or tables: what a caller hands over is as he says.</summary>
    private string? ByName(XRayImage image)
    {
        string? patient = root is null || image.Path is null ? null : PatientNames.Of(image.Path);
        if (patient is not null)
        {
            _named++;
            _namedExample ??= $"{patient} of '{Path.GetFileName(image.Path)}'";
        }

        return patient;
    }
}
