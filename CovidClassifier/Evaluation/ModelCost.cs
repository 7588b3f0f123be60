namespace CovidClassifier;

/// <summary>What a model costs; measured on the machine at hand, so for comparison within one run only.</summary>
/// <param name="Parameters">Weights that the network holds.</param>
/// <param name="TrainingTime">Wall time of one training: what is computed once for all folds, plus the mean over the folds.</param>
/// <param name="ScoringTime">Wall time to score one decoded image, on all cores; null where it was not measured.</param>
/// <param name="ModelBytes">Length of the model's ONNX graph.</param>
public sealed record ModelCost(long Parameters, TimeSpan TrainingTime, TimeSpan? ScoringTime, long ModelBytes);
