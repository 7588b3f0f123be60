namespace CovidClassifier.AspNetCore.Endpoints;

/// <summary>What a model says of an image, as JSON.</summary>
/// <param name="Label">The positive label from the threshold on, else the most probable other class.</param>
/// <param name="Probability">Of the label.</param>
/// <param name="Probabilities">By class, in the order of the class names.</param>
/// <param name="PositiveLabel">Null where the most probable class is the label.</param>
/// <param name="Threshold">Probability of the positive label, from which on an image gets it.</param>
/// <param name="Model">Which model it was.</param>
/// <param name="ResearchUseOnly">For what it may be used.</param>
internal sealed record PredictionAnswer(
    string Label, float Probability, IReadOnlyDictionary<string, float> Probabilities, string? PositiveLabel, float Threshold,
    ModelName Model, string ResearchUseOnly)
{
    /// <summary>Whether the image is like those that the model was trained on; null where the model has no guard.</summary>
    public GuardAnswer? Guard { get; init; }

    /// <summary>Says that the model has no guard; null where it has one.</summary>
    public string? NoGuard { get; init; }

    /// <summary>By how much the members of an ensemble differ, 0 to 1; null where the model is a single network.</summary>
    public float? Disagreement { get; init; }

    /// <summary>The labels that the image may have, with the model's promise; null where it has no prediction sets.</summary>
    public SetAnswer? Set { get; init; }

    public static PredictionAnswer Of(Prediction prediction, ModelVersion model) => new(
        prediction.Label,
        prediction.Probability,
        prediction.Probabilities.ToDictionary(p => p.Label, p => p.Probability, StringComparer.Ordinal),
        model.Card.PositiveLabel,
        model.Card.Threshold,
        new ModelName(model.Name, model.Version),
        model.Card.ResearchUseOnly)
    {
        Guard = prediction.Guard is { } guard ? new GuardAnswer(guard.IsAccepted, guard.Distance, guard.Reason) : null,
        NoGuard = prediction.Guard is null ? "The model has no guard: whether the image is like those that it was trained on was not asked." : null,
        Disagreement = prediction.Disagreement,
        Set = prediction.Set is { } set && model.Card.Sets is { } sets ? new SetAnswer(set, sets.Level) : null,
    };
}
