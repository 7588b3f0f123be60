namespace CovidClassifier.Evaluation.Statistics;

/// <summary>Labelled predictions with the number of times that each image counts: once, or as the bootstrap draws it.</summary>
/// <param name="predictions">The images.</param>
/// <param name="weights">One for each.</param>
internal sealed class Draw(LabelledPredictions predictions, int[] weights)
{
    /// <summary>Every image counts once.</summary>
    public Draw(LabelledPredictions predictions)
        : this(predictions, [.. Enumerable.Repeat(1, predictions.Count)])
    {
    }

    public int[] Weights => weights;

    /// <summary>Counted when it is first asked for: many figures come from it.</summary>
    public ConfusionMatrix ConfusionMatrix => field ??= ConfusionMatrix.Count(predictions.ClassNames, predictions.Labels, predictions.PredictedLabels, weights);
}
