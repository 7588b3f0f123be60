namespace CovidClassifier.Scoring;

/// <summary>
/// How probabilities become a label: <see cref="PositiveLabel"/> from <see cref="Threshold"/> on, else the most probable other class; without a positive label,
/// the most probable class.
/// </summary>
internal sealed record DecisionRule
{
    /// <exception cref="ArgumentException">Fewer than two classes, a class twice or without a name, or a positive label that is no class.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not between 0 and 1.</exception>
    public DecisionRule(IReadOnlyList<string> classNames, string? positiveLabel, float threshold)
    {
        string listed = string.Join(", ", classNames);
        if (classNames.Count < 2 || classNames.Any(string.IsNullOrWhiteSpace) || classNames.Distinct(StringComparer.Ordinal).Count() < classNames.Count)
        {
            throw new ArgumentException($"A classifier needs two or more classes with different names, got: {listed}.", nameof(classNames));
        }

        if (positiveLabel is not null && !classNames.Contains(positiveLabel, StringComparer.Ordinal))
        {
            throw new ArgumentException($"The positive label '{positiveLabel}' is not one of: {listed}.", nameof(positiveLabel));
        }

        if (threshold is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must lie between 0 and 1.");
        }

        ClassNames = [.. classNames];
        PositiveLabel = positiveLabel;
        Threshold = threshold;
    }

    public IReadOnlyList<string> ClassNames { get; }

    public string? PositiveLabel { get; }

    public float Threshold { get; }

    /// <summary>Position of the positive label in <see cref="ClassNames"/>; -1 without one.</summary>
    public int PositiveIndex
    {
        get
        {
            for (int i = 0; i < ClassNames.Count; i++)
            {
                if (ClassNames[i] == PositiveLabel)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
