using CovidClassifier.Evaluation;

namespace CovidClassifier;

/// <summary>Metrics of a model's predictions, with the labels that it gave by its own threshold.</summary>
internal static class ModelMetrics
{
    /// <param name="model">Gives class names, their order and the positive label.</param>
    /// <param name="labels">One of the model's class names per image.</param>
    /// <param name="predictions">In the same order.</param>
    public static ClassificationMetrics Of(CovidModel model, IReadOnlyList<string> labels, IReadOnlyList<Prediction> predictions)
    {
        string[] classes = [.. model.ClassNames];
        return ClassificationMetrics.Compute(
            classes,
            model.PositiveLabel,
            [.. labels.Select(l => Array.IndexOf(classes, l))],
            [.. predictions.Select(p => p.Probabilities.Select(c => c.Probability).ToArray())],
            [.. predictions.Select(p => Array.IndexOf(classes, p.Label))]);
    }
}
