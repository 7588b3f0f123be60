using System.Text.RegularExpressions;

namespace CovidClassifier.Data.Folders;

/// <summary>
/// Images that are named for altered copies of others, made to have more of them: img1_aug2.png, img1_flipped.png or img1-rot90.png of img1.png. A copy of a
/// training image among the test images is no test.
/// </summary>
internal static partial class AlteredCopies
{
    /// <summary>Of each file that is named for a copy of another one of the list, that other one.</summary>
    /// <param name="files">Full paths.</param>
    public static IReadOnlyDictionary<string, string> Among(IEnumerable<string> files)
    {
        string[] all = [.. files];
        Dictionary<string, string> copies = new(StringComparer.Ordinal);
        if (all.FirstOrDefault(f => OriginalOf(f) is not null) is null)
        {
            return copies;
        }

        ILookup<(string?, string), string> byStem = all.ToLookup(f => (Path.GetDirectoryName(f), Path.GetFileNameWithoutExtension(f)));
        ILookup<string, string> byName = all.ToLookup(Path.GetFileNameWithoutExtension, StringComparer.Ordinal)!;
        foreach (string file in all)
        {
            if (OriginalOf(file) is { } stem
                && (byStem[(Path.GetDirectoryName(file), stem)].FirstOrDefault() ?? Single(byName[stem])) is { } original)
            {
                copies[file] = original;
            }
        }

        return copies;
    }

    /// <summary>The stem of the original that a name speaks of; null: it speaks of none.</summary>
    public static string? OriginalOf(string file) =>
        Altered().Match(Path.GetFileNameWithoutExtension(file)) is { Success: true } match ? match.Groups["original"].Value : null;

    private static string? Single(IEnumerable<string> files) => files.Take(2).ToArray() is [var only] ? only : null;

    [GeneratedRegex(
        @"^(?<original>.+?)(?:[-_ .(]+(?:aug(?:mented|mentation)?|[hv]?flip(?:ped)?(?:[-_ ]?(?:lr|ud|h|v))?|mirror(?:ed)?|rot(?:at(?:ed|e|ion))?|zoom(?:ed)?"
        + @"|shear(?:ed)?|shift(?:ed)?|bright(?:ness|er)?|dark(?:er)?|contrast|noise|noisy|blur(?:red)?|crop(?:ped)?|clahe)(?:[-_ ]*-?\d+)*\)?)+$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Altered();
}
