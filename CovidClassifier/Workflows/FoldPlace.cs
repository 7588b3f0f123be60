namespace CovidClassifier.Workflows;

/// <summary>Where the results of a cross-validation's folds are kept.</summary>
/// <param name="Folder">Made where it is missing.</param>
/// <param name="TrainsMissing">Whether a fold that is not there is trained, or is an error.</param>
internal sealed record FoldPlace(string Folder, bool TrainsMissing)
{
    /// <summary>The place of one of several networks.</summary>
    /// <param name="number">From 1.</param>
    public FoldPlace OfNetwork(int number) => this with { Folder = Path.Combine(Folder, FormattableString.Invariant($"network-{number}")) };
}
