namespace CovidClassifier;

/// <summary>How far a prediction of many images has come.</summary>
/// <param name="Done">Images finished.</param>
/// <param name="Total">All images; null where their number is not known beforehand.</param>
public readonly record struct PredictionProgress(int Done, int? Total);
