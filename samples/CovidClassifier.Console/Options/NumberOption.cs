using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace CovidClassifier.Console.Options;

/// <summary>Options that take a number, always written with a decimal point.</summary>
internal static class NumberOption
{
    /// <summary>A whole number, <paramref name="least"/> or more, <paramref name="most"/> or less.</summary>
    public static Option<int> Whole(string name, int standard, int least, string description, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result => Whole(result, name, least, most),
    };

    /// <summary>The same without a default: null where it is not given.</summary>
    public static Option<int?> WholeOrNone(string name, int least, string description, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => Whole(result, name, least, most),
    };

    /// <summary>A finite number that keeps <paramref name="rule"/>, which <paramref name="ruleText"/> says in words.</summary>
    public static Option<double> Real(string name, double standard, Func<double, bool> rule, string ruleText, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        DefaultValueFactory = _ => standard,
        CustomParser = result => Real(result, name, rule, ruleText),
    };

    /// <summary>The same without a default: null where it is not given.</summary>
    public static Option<double?> RealOrNone(string name, Func<double, bool> rule, string ruleText, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result => Real(result, name, rule, ruleText),
    };

    private static int Whole(ArgumentResult result, string name, int least, int most)
    {
        string text = result.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) || value < least || value > most)
        {
            string rule = least == int.MinValue ? "a whole number"
                : most == int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"a whole number, {least} or more")
                : string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
            result.AddError($"{name} must be {rule}, got '{text}'.");
        }

        return value;
    }

    private static double Real(ArgumentResult result, string name, Func<double, bool> rule, string ruleText)
    {
        string text = result.Tokens[0].Value;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value) || !rule(value))
        {
            result.AddError($"{name} must be {ruleText}, got '{text}'.");
        }

        return value;
    }
}
