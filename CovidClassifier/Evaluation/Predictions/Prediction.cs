using CovidClassifier.Evaluation.Conformal;

namespace CovidClassifier;

/// <summary>What a model says of one X-ray. For research and teaching only, never for diagnosis.</summary>
public sealed class Prediction
{
    private readonly ClassProbability[] _probabilities;

    internal Prediction(string label, IReadOnlyList<string> classNames, ReadOnlySpan<float> probabilities)
    {
        Label = label;
        _probabilities = new ClassProbability[classNames.Count];
        for (int i = 0; i < _probabilities.Length; i++)
        {
            _probabilities[i] = new ClassProbability(classNames[i], probabilities[i]);
        }

        Probability = this[label];
    }

    private Prediction(string label, ClassProbability[] probabilities)
    {
        Label = label;
        _probabilities = probabilities;
        Probability = this[label];
    }

    /// <summary>
    /// The positive label where its probability reaches the model's threshold, otherwise the most probable other class; in a model without a positive
    /// label, the most probable class.
    /// </summary>
    public string Label { get; }

    /// <summary>Probability of <see cref="Label"/>, 0 to 1. Below a half where the threshold is low or there are more than two classes.</summary>
    public float Probability { get; }

    /// <summary>Probability of each class, in the order of the model's class names; together 1 up to rounding.</summary>
    public IReadOnlyList<ClassProbability> Probabilities => _probabilities;

    /// <summary>Whether the image is like those that the model was trained on; null where the model has no guard: it was made before there was one.</summary>
    public GuardVerdict? Guard { get; private init; }

    /// <summary>
    /// By how much the members of an ensemble differ: the largest difference between any two in the probability of any class before calibration, 0 to 1. Null
    /// where the model is a single network.
    /// </summary>
    public float? Disagreement { get; private init; }

    /// <summary>
    /// The labels that the image may have, by the model's <see cref="ModelCard.Sets"/>: none, one or several. Null where the model has no such sets:
    /// <see cref="ModelCard.NoSets"/> says why. The promise holds for images like those of the model's own data alone.
    /// </summary>
    public IReadOnlyList<string>? Set { get; private init; }

    /// <summary>Probability of the class <paramref name="label"/>, 0 to 1. Labels compare without case, spaces, '-' and '_'; the exact name comes first
    /// where two are alike.</summary>
    /// <exception cref="KeyNotFoundException">The model has no class of this name.</exception>
    public float this[string label]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(label);
            int index = IndexOf(known => string.Equals(known, label, StringComparison.Ordinal));
            index = index >= 0 ? index : IndexOf(known => LabelTable.AreSame(known, label));
            return index >= 0
                ? Probabilities[index].Probability
                : throw new KeyNotFoundException($"'{label}' is not one of the model's classes: {string.Join(", ", Probabilities.Select(p => p.Label))}.");
        }
    }

    /// <summary>The same with what the guard says of the image.</summary>
    internal Prediction With(GuardVerdict? guard) => new(Label, _probabilities) { Guard = guard, Disagreement = Disagreement, Set = Set };

    /// <summary>The same with what the members of an ensemble say.</summary>
    internal Prediction With(float? disagreement) => new(Label, _probabilities) { Guard = Guard, Disagreement = disagreement, Set = Set };

    /// <summary>The same with the labels that the image may have; null: the model does not say.</summary>
    internal Prediction With(ConformalSets? sets) => new(Label, _probabilities)
    {
        Guard = Guard,
        Disagreement = Disagreement,
        Set = sets?.Of([.. _probabilities.Select(p => (double)p.Probability)]) is { } held
            ? [.. _probabilities.Where((_, c) => held[c]).Select(p => p.Label)]
            : null,
    };

    /// <summary>For people: the label and its probability, for example "COVID-19 (93.1 %)".</summary>
    public override string ToString() => FormattableString.Invariant($"{Label} ({Probability * 100:0.0} %)");

    private int IndexOf(Predicate<string> isMeant) => Array.FindIndex(_probabilities, p => isMeant(p.Label));
}
