namespace CovidClassifier.Console.Reports;

/// <summary>One image of a cross-validation, scored by a model that was trained without it.</summary>
/// <param name="Path">As it was found.</param>
/// <param name="Patient">Null where it is not known.</param>
/// <param name="Fold">From 0.</param>
/// <param name="Repeat">From 0.</param>
/// <param name="Label">The true class.</param>
/// <param name="PredictedLabel">What the fold's model says.</param>
/// <param name="Probabilities">By class, in the order of the class names.</param>
internal sealed record FoldPrediction(
    string Path, string? Patient, int Fold, int Repeat, string Label, string PredictedLabel, IReadOnlyDictionary<string, float> Probabilities)
{
    public static FoldPrediction Of(CrossValidatedImage image)
    {
        PredictionEntry entry = PredictionEntry.Of(image.Image.Name, image.Label, image.Prediction);
        return new(entry.Path, image.Image.PatientId, image.Fold, image.Repeat, image.Label, entry.PredictedLabel, entry.Probabilities);
    }
}
