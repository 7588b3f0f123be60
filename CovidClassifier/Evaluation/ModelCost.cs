namespace CovidClassifier;

/// <summary>What a model costs; measured on the machine at hand, so for comparison within one run only.</summary>
/// <param name="Parameters">Weights that the network holds.</param>
/// <param name="TrainingSeconds">Wall time of one training: what is computed once for all folds, plus the mean over the folds.</param>
/// <param name="MillisecondsPerImage">Wall time to score a decoded image, on all cores; NaN where it was not measured.</param>
/// <param name="ModelBytes">Length of the model's ONNX graph.</param>
public sealed record ModelCost(long Parameters, double TrainingSeconds, double MillisecondsPerImage, long ModelBytes);
