using System.Text.RegularExpressions;

namespace CovidClassifier.Data.Patients;

/// <summary>
/// Patients in the file names and paths of public collections, which keep them when images are copied elsewhere:
/// <list type="table">
/// <listheader><term>collection</term><description>name; the patient</description></listheader>
/// <item><term>NIH ChestX-ray14</term><description>00001234_005.png; 00001234 (numbers up to 30,805)</description></item>
/// <item><term>Kermany</term><description>person12_virus_34.jpeg, IM-0115-0001.jpeg, NORMAL2-IM-0129-0001.jpeg; person12_virus, IM-0115,
/// NORMAL2-IM-0129</description></item>
/// <item><term>CheXpert</term><description>patient00042/study1/view1_frontal.jpg, also with _ or - for /; patient00042</description></item>
/// <item><term>MIMIC-CXR</term><description>p10/p10000032/s50414267/....jpg; p10000032</description></item>
/// <item><term>Montgomery, Shenzhen</term><description>MCUCXR_0001_0.png, CHNCXR_0001_0.png; MCUCXR_0001, CHNCXR_0001</description></item>
/// <item><term>Figure 1 initiative</term><description>COVID-00003a.jpg; COVID-00003</description></item>
/// </list>
/// Hannover's names hold no patient: its table has them.
/// </summary>
internal static partial class PatientNames
{
    /// <summary>The patient, or null where the path is of none of these forms.</summary>
    public static string? Of(string path)
    {
        string slashed = path.Replace('\\', '/');
        string name = slashed[(slashed.LastIndexOf('/') + 1)..];
        return InName().Match(name) is { Success: true } inName ? inName.Groups["patient"].Value
            : InPath().Match(slashed) is { Success: true } inPath ? inPath.Groups["patient"].Value
            : null;
    }

    [GeneratedRegex(
        @"^(?:(?<patient>000[0-3]\d{4})_\d{3}\.|(?<patient>person\d+_(?:bacteria|virus))_\d+|(?<patient>(?:NORMAL2-)?IM-\d{4})-\d{4}|"
        + @"(?<patient>(?:MCUCXR|CHNCXR)_\d{4})_[01]\b|(?<patient>patient\d{5})[_-]study\d+|(?<patient>COVID-\d{5})[a-z]?\.)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InName();

    [GeneratedRegex(
        @"(?:^|/)(?:(?<patient>patient\d{5})/study\d+|p1\d/(?<patient>p1\d{7})/s\d{8})/[^/]+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex InPath();
}
