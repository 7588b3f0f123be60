namespace CovidClassifier.Learning.Training;

/// <summary>What a training leaves.</summary>
/// <param name="Weights">Values of each trained parameter at the best epoch.</param>
/// <param name="History">Every epoch.</param>
/// <param name="BestEpoch">From 1.</param>
internal sealed record TrainingResult(IReadOnlyDictionary<string, float[]> Weights, IReadOnlyList<EpochRecord> History, int BestEpoch);
