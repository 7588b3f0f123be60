namespace CovidClassifier;

/// <summary>One image of an evaluation.</summary>
/// <param name="Image">The image, with patient, source and view.</param>
/// <param name="Label">The true class, by the model's name for it.</param>
/// <param name="Prediction">What the model says.</param>
public sealed record EvaluatedImage(XRayImage Image, string Label, Prediction Prediction)
{
    /// <summary>The images as the metrics take them.</summary>
    internal static LabelledPredictions Predictions(IReadOnlyList<string> classNames, string? positiveLabel, IEnumerable<EvaluatedImage> images) =>
        LabelledPredictions.Of(classNames, positiveLabel, images.Select(i => (i.Image, i.Label, i.Prediction)));
}
