namespace CovidClassifier.Evaluation;

/// <summary>One model's out-of-fold predictions, to be compared.</summary>
/// <param name="Name">Differs from all others.</param>
/// <param name="Predictions">Of the same images as the others'.</param>
/// <param name="Cost">What it took.</param>
internal sealed record ComparedModel(string Name, LabelledPredictions Predictions, ModelCost Cost);
