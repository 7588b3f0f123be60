using CovidClassifier.Console.Reports;

namespace CovidClassifier.Console.Scores;

/// <summary>One image of a table of scores: what the model says, or why it says nothing.</summary>
/// <param name="Path">As it was given or found.</param>
/// <param name="PredictedLabel">Null where the image cannot be read, or is rejected.</param>
/// <param name="Probabilities">In the order of the table's class names; empty where there is no label.</param>
/// <param name="Reason">Why there is no label, as one sentence; null where there is one.</param>
internal sealed record ScoreRow(string Path, string? PredictedLabel, IReadOnlyList<float> Probabilities, string? Reason)
{
    /// <summary>What the guard says; null where the model has none, or the image cannot be read.</summary>
    public GuardEntry? Guard { get; init; }

    /// <summary>Whether the image may be of each class, in the order of the table's class names; null where the model does not say.</summary>
    public IReadOnlyList<bool>? Set { get; init; }

    /// <summary>By how much the members of an ensemble differ, 0 to 1; null where the model is a single network, or says nothing.</summary>
    public float? Disagreement { get; init; }

    /// <summary>Pictures that the file holds, of which the first was scored; known of rows that are scored now.</summary>
    public int Frames { get; init; } = 1;

    /// <param name="outcome">Of one image.</param>
    /// <param name="rejects">Whether an image that the guard does not accept gets no label.</param>
    public static ScoreRow Of(PredictionOutcome outcome, bool rejects) => outcome switch
    {
        { IsPredicted: false } => new(outcome.Image.Name, PredictedLabel: null, [], Sentence.Of(outcome.Error)),
        { Prediction.Guard: { IsAccepted: false } guard } when rejects =>
            new(outcome.Image.Name, PredictedLabel: null, [], Strange(outcome.Image.Name, guard)) { Guard = GuardEntry.Of(guard) },
        _ => Of(outcome.Image.Name, outcome.Prediction) with { Frames = outcome.Image.CountFrames() },
    };

    /// <param name="path">The image's name.</param>
    /// <param name="prediction">What the model says of it.</param>
    public static ScoreRow Of(string path, Prediction prediction) => new(path, prediction.Label, [.. prediction.Probabilities.Select(p => p.Probability)], null)
    {
        Guard = GuardEntry.Of(prediction.Guard),
        Set = prediction.Set is { } set ? [.. prediction.Probabilities.Select(p => set.Contains(p.Label))] : null,
        Disagreement = prediction.Disagreement,
    };

    private static string Strange(string name, GuardVerdict guard) => FormattableString.Invariant(
        $"'{name}' is not like the images that the model was trained on: {guard} (distance {guard.Distance:0.00}, the limit is 1).");
}
