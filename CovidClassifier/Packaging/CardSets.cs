using CovidClassifier.Evaluation.Conformal;

namespace CovidClassifier;

/// <summary>
/// Prediction sets: which labels an image may have, so that of new images of each class the promised share have their true label in their set. The promise
/// holds for images drawn like those it was chosen on; at another hospital, after a change of apparatus or of patients, it does not: measure it there.
/// </summary>
public sealed record CardSets
{
    /// <summary>The promised share of each class, 0.5 to below 1.</summary>
    public required double Level { get; init; }

    /// <summary>By label, the probability from which on the label is in the set.</summary>
    public required IReadOnlyDictionary<string, double> LeastProbabilities { get; init; }

    /// <summary>By label, the number of images that this was chosen on: not used in training.</summary>
    public required IReadOnlyDictionary<string, int> Images { get; init; }

    internal static CardSets Of(ConformalSets sets, IReadOnlyList<string> classNames) => new()
    {
        Level = sets.Level,
        LeastProbabilities = Named(sets.LeastProbabilities, classNames),
        Images = Named(sets.Images, classNames),
    };

    /// <summary>Null where it does not name every class.</summary>
    internal ConformalSets? Numbers(IReadOnlyList<string> classNames) => classNames.All(c => LeastProbabilities.ContainsKey(c) && Images.ContainsKey(c))
        ? new ConformalSets(Level, [.. classNames.Select(c => LeastProbabilities[c])], [.. classNames.Select(c => Images[c])])
        : null;

    /// <summary>For people: the level.</summary>
    public override string ToString() => $"prediction sets that hold {ConformalSets.Percent(Level)} of each class";

    private static Dictionary<string, T> Named<T>(IReadOnlyList<T> values, IReadOnlyList<string> classNames) =>
        classNames.Select((name, c) => (name, value: values[c])).ToDictionary(p => p.name, p => p.value, StringComparer.Ordinal);
}
