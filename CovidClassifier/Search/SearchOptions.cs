using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How a search is done.</summary>
public sealed record SearchOptions
{
    /// <summary>Inner folds that recipes are compared on, by patient; 2 or more. Default 3.</summary>
    public int Folds { get; init => field = Check.AtLeast(value, 2); } = 3;

    /// <summary>What recipes are ranked by. Default AUROC.</summary>
    public Metric Metric { get; init => field = (value ?? throw new ArgumentNullException(nameof(Metric))).RequireSelectable(nameof(Metric)); } = Metric.Auroc;

    /// <summary>
    /// Models at most whose mean is the final one, in one graph; 1 or more, 1 is no ensemble. Fewer where the budget does not reach. Default 3.
    /// </summary>
    public int Ensemble { get; init => field = Check.AtLeast(value, 1); } = 3;

    /// <summary>
    /// Keeps the log of trials, and the best model so far (best.zip), in this folder, so that a search that was killed can go on. Null (default): nothing is
    /// kept.
    /// </summary>
    public string? StateFolder { get; init; }

    /// <summary>True goes on from the folder's log, if there is one of this very search; false (default) refuses a folder that has one.</summary>
    public bool Resume { get; init; }
}
