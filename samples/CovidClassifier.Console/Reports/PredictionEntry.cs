using System.Text.Json.Serialization;

namespace CovidClassifier.Console.Reports;

/// <summary>One image of a result.</summary>
/// <param name="Path">As it was given or found.</param>
/// <param name="Label">The true class; null where it is not known.</param>
/// <param name="PredictedLabel">What the model says.</param>
/// <param name="Probabilities">By class, in the order of the class names.</param>
internal sealed record PredictionEntry(string Path, string? Label, string PredictedLabel, IReadOnlyDictionary<string, float> Probabilities)
{
    /// <summary>Null, and not in the file, where the model has no guard.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GuardEntry? Guard { get; init; }

    /// <summary>Whether the image may be of each class; null, and not in the file, where the model has no prediction sets.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, bool>? Set { get; init; }

    /// <summary>Pictures that the file holds, of which the first was classified; null, and not in the file, where it holds one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Frames { get; init; }

    /// <summary>By how much the members of an ensemble differ, 0 to 1; null, and not in the file, for a single network.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? Disagreement { get; init; }

    public static PredictionEntry Of(string path, string? label, Prediction prediction) =>
        new(path, label, prediction.Label, prediction.Probabilities.ToDictionary(p => p.Label, p => p.Probability, StringComparer.Ordinal))
        {
            Guard = GuardEntry.Of(prediction.Guard),
            Set = prediction.Set is { } set
                ? prediction.Probabilities.ToDictionary(p => p.Label, p => set.Contains(p.Label), StringComparer.Ordinal)
                : null,
            Disagreement = prediction.Disagreement,
        };

    public static PredictionEntry Of(EvaluatedImage image) => Of(image.Image.Name, image.Label, image.Prediction);
}
