namespace CovidClassifier.Evaluation;

/// <summary>What one threshold on the positive label's probability would give.</summary>
/// <param name="Threshold">From this probability on an image counts as positive.</param>
/// <param name="IsModels">It is the model's own.</param>
/// <param name="Flagged">Images at or above it.</param>
/// <param name="Rates">One for each of <see cref="ThresholdTable.Rates"/>.</param>
internal sealed record ThresholdRow(double Threshold, bool IsModels, int Flagged, IReadOnlyDictionary<Metric, MetricResult> Rates);
