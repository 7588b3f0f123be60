using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier;

/// <summary>
/// One figure that says what predictions are worth: what it is called, which way is better, where it comes from. Cards, JSON, reports, tables and selection go
/// by the list <see cref="All"/>; <see cref="ClassificationMetrics"/> holds what a model was measured at.
/// </summary>
public sealed partial class Metric
{
    private readonly Func<LabelledPredictions, Statistic> _of;

    /// <param name="key">As in files, camelCase.</param>
    /// <param name="title">As people read it.</param>
    /// <param name="of">What of the predictions it is.</param>
    internal Metric(string key, string title, Func<LabelledPredictions, Statistic> of)
    {
        Key = key;
        Title = title;
        _of = of;
    }

    /// <summary>Its key in cards and JSON, camelCase: "averagePrecision".</summary>
    public string Key { get; }

    /// <summary>As people read it: "Average precision".</summary>
    public string Title { get; }

    /// <summary>The word on a command line, which is the key with its words apart (a number of two digits or more is one): "average-precision".</summary>
    public string Name => string.Concat(Key.Select((c, i) => StartsWord(i) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));

    /// <summary>The formula's origin: author, journal or book, year.</summary>
    public string Source { get; internal init; } = "";

    /// <summary>False for a loss or an error.</summary>
    public bool IsHigherBetter { get; internal init; } = true;

    /// <summary>The smallest value that it can take.</summary>
    public double Lowest { get; internal init; }

    /// <summary>The largest value that it can take; infinite where there is no bound.</summary>
    public double Highest { get; internal init; } = 1;

    /// <summary>
    /// Whether networks may be ranked, and searches select, by it. Not where it can be had for nothing (calling every image positive has a sensitivity of 1).
    /// </summary>
    public bool IsSelectable { get; internal init; }

    /// <summary>The metric of this <see cref="Name"/> or <see cref="Key"/> (exact), of those that networks may be ranked by.</summary>
    /// <exception cref="ArgumentException">No such metric has this name.</exception>
    public static Metric Parse(string name) =>
        Selectable.FirstOrDefault(m => m.Name == name || m.Key == name)
        ?? throw new ArgumentException($"Metric '{name}' is not one of: {string.Join(", ", Selectable.Select(m => m.Name))}.", nameof(name));

    /// <summary>Its <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>The few figures to remember.</summary>
    /// <param name="positiveLabel">Null where none is chosen: then others are defined.</param>
    internal static IReadOnlyList<Metric> Headline(string? positiveLabel) =>
        positiveLabel is null ? [Auroc, Accuracy, BalancedAccuracy, MacroF1] : [Auroc, Accuracy, Sensitivity, Specificity];

    internal Statistic Of(LabelledPredictions predictions) => _of(predictions);

    /// <summary>The figure with a sign that makes higher better; an undefined one is below all others.</summary>
    internal double Merit(double value) => double.IsNaN(value) ? double.NegativeInfinity : IsHigherBetter ? value : -value;

    /// <inheritdoc cref="Merit(double)"/>
    internal double Merit(LabelledPredictions predictions) => Merit(Of(predictions).Of(new Draw(predictions)).Value);

    /// <summary>This metric, where networks may be ranked by it.</summary>
    /// <exception cref="ArgumentException">They may not.</exception>
    internal Metric RequireSelectable(string parameter) => IsSelectable
        ? this
        : throw new ArgumentException(
            $"Networks cannot be ranked by {Title}, which can be had for nothing; take one of: {string.Join(", ", Selectable.Select(m => m.Name))}.",
            parameter);

    private bool StartsWord(int i) => char.IsAsciiLetterUpper(Key[i])
        || (i > 0 && i + 1 < Key.Length && char.IsAsciiLetter(Key[i - 1]) && char.IsAsciiDigit(Key[i]) && char.IsAsciiDigit(Key[i + 1]));
}
