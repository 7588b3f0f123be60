using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CovidClassifier.Console.Options;

/// <summary>An option that takes a time, as people write it: 90s, 10m, 1h30m.</summary>
internal static partial class DurationOption
{
    public static Option<TimeSpan?> Of(string name, string description) =>
        ParsedOption.Of(name, "TIME", description, Parse, "a time above 0 such as 90s, 10m or 1h30m");

    private static TimeSpan? Parse(string text)
    {
        Match match = Parts().Match(text);
        if (!match.Success || text.Length == 0)
        {
            return null;
        }

        double Number(string group) =>
            match.Groups[group].Success ? double.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        double seconds = 3600 * Number("h") + 60 * Number("m") + Number("s");
        return seconds is > 0 and < 1e7 ? TimeSpan.FromSeconds(seconds) : null;
    }

    [GeneratedRegex(@"^(?:(?<h>[0-9]{1,9})h)?(?:(?<m>[0-9]{1,9})m)?(?:(?<s>[0-9]{1,9})s)?$")]
    private static partial Regex Parts();
}
