namespace CovidClassifier;

/// <summary>What a model says of one X-ray. For research and teaching only, never for diagnosis.</summary>
public sealed class Prediction
{
    internal Prediction(string label, IReadOnlyList<string> classNames, ReadOnlySpan<float> probabilities)
    {
        Label = label;
        var named = new ClassProbability[classNames.Count];
        for (int i = 0; i < named.Length; i++)
        {
            named[i] = new ClassProbability(classNames[i], probabilities[i]);
        }

        Probabilities = named;
        Probability = this[label];
    }

    /// <summary>
    /// The positive label where its probability reaches the model's threshold, otherwise the most probable other class; in a model without a positive label, the most probable class.
    /// </summary>
    public string Label { get; }

    /// <summary>Probability of <see cref="Label"/>, 0 to 1. Below a half where the threshold is low or there are more than two classes.</summary>
    public float Probability { get; }

    /// <summary>Probability of each class, in the order of the model's class names; together 1 up to rounding.</summary>
    public IReadOnlyList<ClassProbability> Probabilities { get; }

    /// <summary>Probability of the class <paramref name="label"/>, 0 to 1.</summary>
    /// <exception cref="KeyNotFoundException">The model has no class of this name.</exception>
    public float this[string label]
    {
        get
        {
            foreach (ClassProbability known in Probabilities)
            {
                if (known.Label == label)
                {
                    return known.Probability;
                }
            }

            throw new KeyNotFoundException($"'{label}' is not one of the model's classes: {string.Join(", ", Probabilities.Select(p => p.Label))}.");
        }
    }

    /// <summary>For people: the label and its probability, for example "COVID-19 (93.1 %)".</summary>
    public override string ToString() => FormattableString.Invariant($"{Label} ({Probability * 100:0.0} %)");
}
