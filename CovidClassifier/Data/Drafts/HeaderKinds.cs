using System.Globalization;
using CovidClassifier.Foundation;
using CovidClassifier.Imaging.Dicom;

namespace CovidClassifier.Data.Drafts;

/// <summary>Counts DICOM files that are no chest X-rays by their own headers, as exports of whole studies hold them, and those of raw values.</summary>
internal sealed class HeaderKinds
{
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);
    private string? _firstOther;
    private string? _firstRaw;
    private int _raw;
    private int _files;

    /// <summary>Takes a file's header; null where it is no DICOM file.</summary>
    public void Add(string name, DicomFacts? facts)
    {
        if (facts is null)
        {
            return;
        }

        _files++;
        string? kind = facts.OtherModality is { } modality ? $"modality {modality}" : facts.OtherPart is { } part ? $"body part {part}" : null;
        if (kind is not null)
        {
            _others[kind] = _others.GetValueOrDefault(kind) + 1;
            _firstOther ??= name;
        }
        else if (facts.IsForProcessing)
        {
            _raw++;
            _firstRaw ??= name;
        }
    }

    public IEnumerable<string> Describe()
    {
        int others = _others.Values.Sum();
        if (others > 0)
        {
            string kinds = string.Join(", ", _others.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Key}: {k.Value}"));
            string what = others == 1 ? "is no chest X-ray by its header" : "are no chest X-rays by their headers";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{others} of {_files} DICOM files {what} ({kinds}; first: '{ShownText.Of(_firstOther!)}'), and are images here all the same: leave them out, "
                    + $"or they are learned.");
        }

        if (_raw > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{_raw} of {_files} DICOM files {(_raw == 1 ? "holds" : "hold")} the detector's own values (FOR PROCESSING; first: "
                    + $"'{ShownText.Of(_firstRaw!)}'), which look unlike X-rays that were made to be looked at: take the study's objects FOR PRESENTATION "
                    + $"where there are some.");
        }
    }
}
