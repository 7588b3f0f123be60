using System.Text.Json.Serialization;
using CovidClassifier.Console.Scores;

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

    /// <param name="row">Has a label.</param>
    /// <param name="classNames">In the order of its probabilities.</param>
    /// <param name="label">The true class; null where it is not known.</param>
    public static PredictionEntry Of(ScoreRow row, IReadOnlyList<string> classNames, string? label = null)
    {
        Dictionary<string, T> ByClass<T>(IReadOnlyList<T> values) => classNames.Zip(values).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
        return new PredictionEntry(row.Path, label, row.PredictedLabel!, ByClass(row.Probabilities))
        {
            Guard = row.Guard,
            Set = row.Set is { } set ? ByClass(set) : null,
            Frames = row.Frames > 1 ? row.Frames : null,
            Disagreement = row.Disagreement,
        };
    }

    public static PredictionEntry Of(string path, string? label, Prediction prediction) =>
        Of(ScoreRow.Of(path, prediction), [.. prediction.Probabilities.Select(p => p.Label)], label);

    public static PredictionEntry Of(EvaluatedImage image) => Of(image.Image.Name, image.Label, image.Prediction);
}
