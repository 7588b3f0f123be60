using System.Text.RegularExpressions;

namespace CovidClassifier.Data.Folders;

/// <summary>A folder's name that joins a class and a part of the split: COVID_train, test-Normal.</summary>
/// <param name="Label">The class.</param>
/// <param name="Part">The part.</param>
internal sealed partial record PartedName(string Label, DatasetPart Part)
{
    /// <summary>Both halves of a name; null: it does not join two such.</summary>
    public static PartedName? Of(string name) =>
        Behind().Match(name) is { Success: true } behind && GivenParts.Of(behind.Groups["part"].Value) is { } last
            ? new(behind.Groups["label"].Value, last)
            : Before().Match(name) is { Success: true } before && GivenParts.Of(before.Groups["part"].Value) is { } first
                ? new(before.Groups["label"].Value, first)
                : null;

    [GeneratedRegex(@"^(?<label>.*[^-_ .])[-_ .]+(?<part>\p{L}+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    [GeneratedRegex(@"^(?<part>\p{L}+)[-_ .]+(?<label>[^-_ .].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Before();
}
