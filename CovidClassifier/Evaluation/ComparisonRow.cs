namespace CovidClassifier;

/// <summary>One model of a <see cref="ComparisonTable"/>.</summary>
/// <param name="Name">Network and how it learned.</param>
/// <param name="Metrics">Every figure with its interval, over the out-of-fold predictions.</param>
/// <param name="Cost">What training and scoring took.</param>
/// <param name="Standing">Beside the best.</param>
/// <param name="AgainstBest">Paired difference to the best by the table's metric, this model minus the best; null for the best itself.</param>
/// <param name="AdjustedPValue">The test's p-value, adjusted for the number of models (Holm); NaN for the best, and where it cannot be told.</param>
public sealed record ComparisonRow(
    string Name, ClassificationMetrics Metrics, ModelCost Cost, ModelStanding Standing, PairedTest? AgainstBest, double AdjustedPValue);
