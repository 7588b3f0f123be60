namespace CovidClassifier.Console.Scores;

/// <summary>One image of a table of scores: what the model says, or why it says nothing.</summary>
/// <param name="Path">As it was given or found.</param>
/// <param name="PredictedLabel">Null where the image cannot be read.</param>
/// <param name="Probabilities">In the order of the table's class names; empty where the image cannot be read.</param>
/// <param name="Reason">Why it cannot be read, as one sentence; null where it was.</param>
internal sealed record ScoreRow(string Path, string? PredictedLabel, IReadOnlyList<float> Probabilities, string? Reason)
{
    public static ScoreRow Of(PredictionOutcome outcome) => outcome.IsPredicted
        ? new(outcome.Image.Name, outcome.Prediction.Label, [.. outcome.Prediction.Probabilities.Select(p => p.Probability)], Reason: null)
        : new(outcome.Image.Name, PredictedLabel: null, [], Sentence.Of(outcome.Error));
}
