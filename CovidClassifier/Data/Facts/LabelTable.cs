using System.Collections.Immutable;
using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// Which names mean which class. Names compare without case, spaces, dashes of any length and '_', so Covid-19, COVID_19 and covid 19 are one; in Unicode's
/// canonical form, so that composed and decomposed letters are one; whole numbers by their value, so that 1 and 1.0 are one. The default table:
/// <list type="table">
/// <listheader><term>class</term><description>names</description></listheader>
/// <item><term>COVID-19</term><description>COVID-19, COVID</description></item>
/// <item><term>Normal</term><description>Normal, No finding, No findings, Healthy</description></item>
/// <item><term>Pneumonia</term><description>Pneumonia</description></item>
/// <item><term>Other</term><description>Other</description></item>
/// </list>
/// A name that the table does not hold is a class of its own. Immutable.
/// </summary>
public sealed class LabelTable
{
    /// <summary>Class of COVID-19, and the default positive label.</summary>
    public const string Covid19 = "COVID-19";

    /// <summary>Class of X-rays without findings.</summary>
    public const string Normal = "Normal";

    /// <summary>Class of pneumonia of another cause.</summary>
    public const string Pneumonia = "Pneumonia";

    /// <summary>Class of everything that is not the disease in question.</summary>
    public const string Other = "Other";

    private readonly ImmutableDictionary<string, string> _classes;

    private LabelTable(ImmutableDictionary<string, string> classes) => _classes = classes;

    /// <summary>A table without entries: every label is a class under its own name.</summary>
    public static LabelTable Empty { get; } = new(ImmutableDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The table in the remarks of this type.</summary>
    public static LabelTable Default { get; } = Empty
        .With(Covid19, "COVID-19", "COVID")
        .With(Normal, "Normal", "No finding", "No findings", "Healthy")
        .With(Pneumonia, "Pneumonia")
        .With(Other, "Other");

    /// <summary>A copy in which <paramref name="names"/> mean <paramref name="className"/>; an older entry of the same name is
    /// replaced.</summary>
    /// <exception cref="ArgumentException">A name is blank.</exception>
    public LabelTable With(string className, params IEnumerable<string> names)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(className);
        ArgumentNullException.ThrowIfNull(names);
        var classes = _classes.ToBuilder();
        foreach (string name in names)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names));
            classes[KeyOf(name)] = className.Trim();
        }

        return new LabelTable(classes.ToImmutable());
    }

    /// <summary>The class that <paramref name="label"/> means, or the label itself, trimmed, where the table does not hold it.</summary>
    /// <exception cref="ArgumentException"><paramref name="label"/> is blank.</exception>
    public string ClassOf(string label)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        return _classes.TryGetValue(KeyOf(label), out string? name) ? name : label.Trim();
    }

    /// <summary>This table, where it has no entry for a name the other one.</summary>
    internal LabelTable Over(LabelTable other) => new(other._classes.SetItems(_classes));

    /// <summary>Whether the table has an entry for a name.</summary>
    internal bool Knows(string label) => _classes.ContainsKey(KeyOf(label));

    /// <summary>True where two names are the same but for case, spaces, '-' and '_', Unicode form, and the way a whole number is written.</summary>
    public static bool AreSame(string one, string other) => string.Equals(KeyOf(one), KeyOf(other), StringComparison.Ordinal);

    /// <summary>What names are compared by: canonical form, upper case, without white space, '-' and '_'; a whole number without leading zeros and
    /// decimals.</summary>
    internal static string KeyOf(string name)
    {
        string key = string.Concat(CanonicalForm.Of(name).Where(c => !char.IsWhiteSpace(c) && c != '_' && !IsDash(c))).ToUpperInvariant();
        return key.Length > 0 && char.IsAsciiDigit(key[0]) ? WholeNumber(key) : key;
    }

    // word processors write longer dashes and characters without width
    private static bool IsDash(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format || c == '\u2212';

    private static string WholeNumber(string key)
    {
        int digits = key.TakeWhile(char.IsAsciiDigit).Count();
        bool isWhole = digits == key.Length || (key[digits] is '.' or ',' && key.Length > digits + 1 && key.AsSpan(digits + 1).IndexOfAnyExcept('0') < 0);
        return isWhole ? key[..digits].TrimStart('0') is { Length: > 0 } number ? number : "0" : key;
    }
}
