using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How networks are compared.</summary>
public sealed record ComparisonOptions
{
    /// <summary>Folds, the same for every network; 2 or more. Default 5.</summary>
    public int Folds { get; init => field = Check.AtLeast(value, 2); } = 5;

    /// <summary>By patient (default), or none for comparison with published figures, or by source, where each source is left out once.</summary>
    public FoldGrouping Grouping { get; init; } = FoldGrouping.Patient;

    /// <summary>What networks are ranked and tested by. Default AUROC.</summary>
    public Metric Metric { get; init => field = (value ?? throw new ArgumentNullException(nameof(Metric))).RequireSelectable(nameof(Metric)); } = Metric.Auroc;

    /// <summary>Networks that the caller could not bring, listed under the table.</summary>
    public IReadOnlyList<MissingModel> Missing { get; init; } = [];
}
