using System.Text.RegularExpressions;

namespace CovidClassifier.Data.Facts;

/// <summary>Words that tables and folders write where nothing is known.</summary>
internal static partial class Placeholders
{
    private const int LongestOnStack = 256;

    private static readonly HashSet<string> Words = new(
    [
        "NA", "NAN", "NULL", "NIL", "NONE", "UNKNOWN", "UNKNOWNPATIENT", "UNK", "UNKN", "UNDEFINED", "UNSPECIFIED", "NOTKNOWN", "NOTAVAILABLE",
            "NOTAPPLICABLE", "NOTSPECIFIED", "NOTSTATED", "NOTREPORTED", "NOTGIVEN", "NODATA", "MISSING",
        "BLANK", "EMPTY", "TBD", "TBA", "TODO", "NAME", "VALUE", "REF", "ERROR", "XX", "XXX", "XXXX", "NOLABEL", "UNLABELED", "UNLABELLED", "UNLABLED",
            "UNCLASSIFIED", "UNSORTED", "UNTITLEDFOLDER", "NEWFOLDER", "TOSORT", "TOCHECK", "UNBEKANNT", "INCONNU", "DESCONOCIDO",
    ], StringComparer.Ordinal);

    private static readonly HashSet<string> PatientWords = new(
    [
        "ANONYMOUS", "ANON", "ANONYM", "ANONYMIZED", "ANONYMISED", "ANONYMIZE", "ANONYMOUSPATIENT", "DEIDENTIFIED", "DEIDENTIFIEDPATIENT", "REMOVED",
            "REDACTED", "HIDDEN", "NOID", "NOPATIENT", "NOPATIENTID", "NONUMBER", "PATIENT",
        "PATIENTID", "ID", "TEST", "JOHNDOE", "JANEDOE",
    ], StringComparer.Ordinal);

    // these may be classes
    private static readonly HashSet<string> LabelExceptions = new(["XX", "XXX", "XXXX", "NAME", "VALUE", "REF", "ERROR"], StringComparer.Ordinal);

    /// <summary>Null where a field says nothing, else the field: for source, view, sex and location.</summary>
    public static string? Cleared(string? field) => field is null || IsWord(field) ? null : field;

    /// <summary>True where a field stands for an unknown patient: the words for nothing, anonymous and the like, zeros, and -1, -9, -99, -999.</summary>
    public static bool IsNoPatient(string id) => IsWord(id) || PatientWords.Contains(Bare(id)) || NoNumber().IsMatch(id.Trim());

    /// <summary>True where a label stands for "not labelled". A 0 is a label.</summary>
    public static bool IsNoLabel(string label) => IsWord(label) && !LabelExceptions.Contains(Bare(label));

    /// <summary>A word for nothing, or no letter and no digit at all (-, ?, ...).</summary>
    private static bool IsWord(string field) => Bare(field) is var word && (word.Length == 0 || Words.Contains(word));

    /// <summary>Letters and digits in upper case: "#N/A" and "&lt;NA&gt;" are NA.</summary>
    private static string Bare(string text)
    {
        Span<char> letters = text.Length <= LongestOnStack ? stackalloc char[text.Length] : new char[text.Length];
        int count = 0;
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                letters[count++] = char.ToUpperInvariant(c);
            }
        }

        return new string(letters[..count]);
    }

    [GeneratedRegex(@"^(?:0+(?:[.,]0+)?|-(?:1|9+)(?:[.,]0+)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex NoNumber();
}
