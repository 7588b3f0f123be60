using System.Globalization;
using System.Text.RegularExpressions;
using CovidClassifier.Foundation;

namespace CovidClassifier.Data.Patients;

/// <summary>
/// One patient under several spellings: identifiers that differ only by case, white space, Unicode form, leading zeros, what separates their parts, or the
/// ".0" that spreadsheets and pandas add to whole numbers are
/// taken as one. Joining two persons costs a little data; parting one patient would put him on two sides of a split.
/// </summary>
internal sealed partial class PatientSpelling
{
    private const int ShownExamples = 3;

    private readonly Dictionary<string, SortedSet<string>> _spellings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _byId = new(StringComparer.Ordinal);

    /// <summary>Notes that an identifier occurs.</summary>
    public void Add(string id)
    {
        if (_byId.ContainsKey(id))
        {
            return;
        }

        string key = KeyOf(id);
        if (!_spellings.TryGetValue(key, out SortedSet<string>? spellings))
        {
            _spellings[key] = spellings = new(StringComparer.Ordinal);
        }

        spellings.Add(id);
        _byId[id] = spellings;
    }

    /// <summary>The spelling that stands for all that were noted: the ordinally first.</summary>
    public string Of(string id) => _byId[id].Min!;

    /// <summary>A sentence with examples where identifiers were joined.</summary>
    public IEnumerable<string> Describe()
    {
        SortedSet<string>[] joined = [.. _spellings.Values.Where(s => s.Count > 1).OrderBy(s => s.Min, StringComparer.Ordinal)];
        string examples = string.Join("; ", joined.Take(ShownExamples).Select(s => string.Join(", ", s.Take(ShownExamples).Select(id =>
            $"'{ShownText.Of(id)}'"))));
        return joined.Length == 0 ? [] : [string.Create(
            CultureInfo.InvariantCulture,
            $"{joined.Length} patient{(joined.Length == 1 ? " is" : "s are")} written in several ways that differ only by case, leading zeros, separators or "
                + $"\".0\", and each is taken as one (for example {examples}).")];
    }

    /// <summary>What spellings of one identifier have in common.</summary>
    internal static string KeyOf(string id)
    {
        string upper = CanonicalForm.Of(id.Trim()).ToUpperInvariant();
        if (upper.All(char.IsAsciiLetterOrDigit))
        {
            // most identifiers: nothing stands between their parts
            return upper.Contains('0') ? LeadingZeros().Replace(upper, "") : upper;
        }

        string whole = WholeNumber().Match(upper) is { Success: true } number ? number.Groups["number"].Value : upper;
        string parts = Separators().Replace(whole, "-").Trim('-');
        return LeadingZeros().Replace(BeforeNumber().Replace(parts, ""), "");
    }

    [GeneratedRegex(@"^(?<number>\d+)[.,]0+$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"[\s_\-./]+", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex(@"(?<=\p{L})-(?=\d)", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeNumber();

    // the last digit of a zero stays
    [GeneratedRegex(@"(?<!\d)0+(?=\d)", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingZeros();
}
