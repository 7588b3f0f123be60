using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CovidClassifier.Console.Options;

/// <summary>An option that takes a number of bytes, as people write it: 500MB, 2GB, 1.5TB, each unit 1,000 of the one below.</summary>
internal static partial class SizeOption
{
    private const string Units = "KMGT";

    public static Option<long?> Of(string name, string description) =>
        ParsedOption.Of(name, "SIZE", description, Parse, "a size such as 500MB, 2GB or 1.5TB");

    private static long? Parse(string text)
    {
        Match match = Parts().Match(text);
        if (!match.Success)
        {
            return null;
        }

        double unit = Math.Pow(1000, 1 + Units.IndexOf(match.Groups["unit"].Value, StringComparison.OrdinalIgnoreCase));
        double size = double.Parse(match.Groups["number"].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * unit;
        return size is >= 1 and < 1e18 ? (long)size : null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,9}(\.[0-9]{1,9})?) ?(?<unit>[KMGT])B$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
