namespace CovidClassifier.Evaluation;

/// <summary>Checks of what callers hand to the metrics: class names and indices into them.</summary>
internal static class ClassIndices
{
    public static void CheckNames(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        if (classNames.Count == 0)
        {
            throw new ArgumentException("Metrics need at least one class name, got none.", nameof(classNames));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (classNames.FirstOrDefault(name => !seen.Add(name)) is { } repeated)
        {
            throw new ArgumentException($"Class names must differ, got '{repeated}' twice.", nameof(classNames));
        }
    }

    public static void Check(IReadOnlyList<string> classNames, int[] indices, int images, string name)
    {
        ArgumentNullException.ThrowIfNull(indices, name);
        if (indices.Length != images)
        {
            throw new ArgumentException($"{name} must hold one entry for each of the {images} labels, got {indices.Length}.", name);
        }

        int wrong = Array.FindIndex(indices, index => index < 0 || index >= classNames.Count);
        if (wrong >= 0)
        {
            throw new ArgumentException($"{name} must be class indices 0 to {classNames.Count - 1}, got {indices[wrong]} for image {wrong}.", name);
        }
    }

    /// <summary>Index of the positive label, or null where there is none.</summary>
    public static int? OfPositive(IReadOnlyList<string> classNames, string? positiveLabel)
    {
        if (positiveLabel is null)
        {
            return null;
        }

        for (int c = 0; c < classNames.Count; c++)
        {
            if (string.Equals(classNames[c], positiveLabel, StringComparison.Ordinal))
            {
                return c;
            }
        }

        throw new ArgumentException(
            $"The positive label must be one of the class names ({string.Join(", ", classNames)}), got '{positiveLabel}'.", nameof(positiveLabel));
    }
}
