using CovidClassifier.Data;

namespace CovidClassifier.Auditing.OfModels;

/// <summary>What a model says of the images of a dataset that it has not seen in training.</summary>
/// <param name="ClassNames">The model's, in the order of its probabilities.</param>
/// <param name="PositiveLabel">Null where it has none.</param>
/// <param name="Images">The images.</param>
/// <param name="Labels">True class of each, an index of the class names.</param>
/// <param name="Probabilities">A row for each.</param>
/// <param name="PredictedLabels">The model's label for each.</param>
/// <param name="SeenImages">Images left out because the model was trained on them.</param>
internal sealed record ModelScores(
    IReadOnlyList<string> ClassNames,
    string? PositiveLabel,
    IReadOnlyList<XRayImage> Images,
    int[] Labels,
    double[][] Probabilities,
    int[] PredictedLabels,
    int SeenImages)
{
    /// <summary>The images left out, in words; blank where there are none.</summary>
    public string LeftOut => SeenImages == 0 ? "" : FormattableString.Invariant($" {SeenImages} images that the model was trained on are left out.");
}
