using System.Collections.Immutable;

namespace CovidClassifier;

/// <summary>
/// Which names mean which class. Names compare without case, spaces, '-' and '_', so Covid-19, COVID_19 and covid 19 are one. The default
/// table:
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

    /// <summary>True where two names are the same but for case, spaces, '-' and '_'.</summary>
    public static bool AreSame(string one, string other) => string.Equals(KeyOf(one), KeyOf(other), StringComparison.Ordinal);

    /// <summary>What names are compared by: upper case, without white space, '-' and '_'.</summary>
    internal static string KeyOf(string name) =>
        string.Concat(name.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '_'))).ToUpperInvariant();
}
