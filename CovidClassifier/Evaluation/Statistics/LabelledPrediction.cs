namespace CovidClassifier;

/// <summary>What a model said of one image whose class is known.</summary>
/// <param name="Label">The true class, one of the class names.</param>
/// <param name="PredictedLabel">The model's label, one of the class names; taken as given, never worked out again from the probabilities.</param>
/// <param name="Probabilities">One for each class, 0 to 1, in the order of the class names; their sum is 1 within 0.001.</param>
/// <param name="Image">The image, where it matters: subgroups and reports need it, figures do not.</param>
public sealed record LabelledPrediction(string Label, string PredictedLabel, IReadOnlyList<double> Probabilities, XRayImage? Image = null)
{
    /// <summary>Whose image it is; null where that is not known: then the image counts as a patient of its own. Default: the image's.</summary>
    public string? PatientId { get; init; } = Image?.PatientId;
}
