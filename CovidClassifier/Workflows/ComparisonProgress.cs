namespace CovidClassifier;

/// <summary>Where a comparison stands.</summary>
/// <param name="Network">The network under way.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Networks">All networks.</param>
/// <param name="Inside">Its cross-validation.</param>
public readonly record struct ComparisonProgress(string Network, int Number, int Networks, CrossValidationProgress Inside)
{
    /// <summary>The network under way.</summary>
    public string Network { get => field ?? ""; init; } = Network;
}
