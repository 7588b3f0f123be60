namespace CovidClassifier.Evaluation;

/// <summary>One model's out-of-fold predictions, to be compared.</summary>
/// <param name="Name">Differs from all others.</param>
/// <param name="Probabilities">A row per image.</param>
/// <param name="PredictedLabels">The model's class index for each image.</param>
/// <param name="Cost">What it took.</param>
internal sealed record ComparedModel(string Name, double[][] Probabilities, int[] PredictedLabels, ModelCost Cost);
