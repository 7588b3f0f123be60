namespace CovidClassifier.Data.Facts;

/// <summary>Class names in their order, and the one place where a label becomes its index. A label that is no class is an error, never a number.</summary>
internal sealed class ClassIndex
{
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <param name="names">At least one, all different.</param>
    /// <exception cref="ArgumentException">There is no name, or one comes twice.</exception>
    public ClassIndex(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Names = [.. names];
        if (Names.Count == 0)
        {
            throw new ArgumentException("There must be one class name or more, got none.", nameof(names));
        }

        if (Names.FirstOrDefault(name => !_indices.TryAdd(name, _indices.Count)) is { } repeated)
        {
            throw new ArgumentException($"Class names must differ, got '{repeated}' twice.", nameof(names));
        }
    }

    /// <summary>In the order of the indices.</summary>
    public IReadOnlyList<string> Names { get; }

    public int Count => Names.Count;

    /// <summary>The index of a label, which must be written as the class is.</summary>
    /// <exception cref="ArgumentException">No class has this name.</exception>
    public int Of(string? label) => label is not null && _indices.TryGetValue(label, out int index)
        ? index
        : throw new ArgumentException($"Label '{label}' is not one of the classes: {string.Join(", ", Names)}.", nameof(label));

    /// <summary>The index of each label.</summary>
    /// <inheritdoc cref="Of(string?)" path="/exception"/>
    public int[] Of(IEnumerable<string?> labels) => [.. labels.Select(Of)];

    /// <summary>The index of the positive label; null where there is none.</summary>
    /// <exception cref="ArgumentException">It is no class.</exception>
    public int? OfPositive(string? positiveLabel) =>
        positiveLabel is null ? null
        : _indices.TryGetValue(positiveLabel, out int index) ? index
        : throw new ArgumentException(
            $"The positive label must be one of the class names ({string.Join(", ", Names)}), got '{positiveLabel}'.", nameof(positiveLabel));

    /// <summary>The class that a person means: the one of exactly this name, else the one that differs in case, spaces, '-' and '_' alone; null where
    /// there is none.</summary>
    public int? Meant(string label)
    {
        if (_indices.TryGetValue(label, out int exact))
        {
            return exact;
        }

        for (int c = 0; c < Count; c++)
        {
            if (LabelTable.AreSame(Names[c], label))
            {
                return c;
            }
        }

        return null;
    }
}
