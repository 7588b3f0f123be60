using System.Text.RegularExpressions;

namespace CovidClassifier.Data.Facts;

/// <summary>A caller's regular expression that finds the patient in an image's path.</summary>
internal static class PatientPattern
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(200);

    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static string Checked(string pattern, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern, name);
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return pattern;
        }
        catch (RegexParseException e)
        {
            throw new ArgumentException($"The patient pattern must be a regular expression, got '{pattern}': {e.Message}", name, e);
        }
    }

    /// <summary>What the group "patient", else the first group, else the whole pattern matches; null where it does not fit, or matches nothing.</summary>
    /// <exception cref="DatasetException">Matching takes unreasonably long.</exception>
    public static string? Match(string pattern, string path)
    {
        try
        {
            Match match = Regex.Match(path, pattern, RegexOptions.CultureInvariant, Limit);
            Group group = match.Groups["patient"].Success ? match.Groups["patient"] : match.Groups.Count > 1 ? match.Groups[1] : match;
            return match.Success && group.Success && group.Value.Trim() is { Length: > 0 } patient ? patient : null;
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new DatasetException($"The patient pattern '{pattern}' takes too long to match '{path}'; write it without repeats inside of repeats.",
                path, e);
        }
    }
}
