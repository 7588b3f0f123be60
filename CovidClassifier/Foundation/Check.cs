using System.Globalization;
using System.Runtime.CompilerServices;

namespace CovidClassifier.Foundation;

/// <summary>Checks for <c>init</c> accessors: each returns the value or throws one sentence that names the property, the rule and what came.</summary>
internal static class Check
{
    public static double OpenUnit(double value, [CallerMemberName] string name = "") =>
        value is > 0 and < 1 ? value : throw Refuse(name, value, "lie strictly between 0 and 1");

    public static double UnitBelowOne(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and < 1 ? value : throw Refuse(name, value, "be at least 0 and below 1");

    public static double Positive(double value, [CallerMemberName] string name = "") =>
        value is > 0 and < double.PositiveInfinity ? value : throw Refuse(name, value, "be a finite number above 0");

    public static double NotNegative(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and < double.PositiveInfinity ? value : throw Refuse(name, value, "be a finite number, 0 or more");

    public static double Within(double value, double low, double high, [CallerMemberName] string name = "") =>
        value >= low && value <= high ? value : throw Refuse(name, value, FormattableString.Invariant($"lie between {low} and {high}"));

    public static int AtLeast(int value, int low, [CallerMemberName] string name = "") =>
        value >= low ? value : throw Refuse(name, value, FormattableString.Invariant($"be {low} or more"));

    private static ArgumentOutOfRangeException Refuse(string name, IFormattable value, string rule) =>
        new(name, value, $"{name} must {rule}, got {value.ToString(null, CultureInfo.InvariantCulture)}.");
}
