namespace CovidClassifier.Auditing.OfModels;

/// <summary>What a model says of the images of a dataset that it has not seen in training.</summary>
/// <param name="Predictions">Each with its image.</param>
/// <param name="SeenImages">Images left out because the model was trained on them.</param>
internal sealed record UnseenScores(LabelledPredictions Predictions, int SeenImages)
{
    /// <summary>The images left out, in words; blank where there are none.</summary>
    public string LeftOut => SeenImages == 0 ? "" : FormattableString.Invariant($" {SeenImages} images that the model was trained on are left out.");
}
