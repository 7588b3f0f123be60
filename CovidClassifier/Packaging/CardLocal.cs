using System.Text.Json.Serialization;

namespace CovidClassifier;

/// <summary>How a model was fitted to the place where it is used: what was changed, on which images, and what it did there before and after.</summary>
public sealed record CardLocal
{
    internal const string Calibrated = "calibrated";

    /// <summary>"calibrated" or "adapted".</summary>
    public required string How { get; init; }

    /// <summary>Name of the images' dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Images that it was fitted to.</summary>
    public required int Images { get; init; }

    /// <summary>Patients of these; an image of an unknown patient counts as one.</summary>
    public required int Patients { get; init; }

    /// <summary>Share of positive images that the probabilities are meant for, 0 to 1.</summary>
    public required double Prevalence { get; init; }

    /// <summary>Whether that share was given; otherwise it is the images' own.</summary>
    public bool IsPrevalenceGiven { get; init; }

    /// <summary>The model as it was, on these images.</summary>
    public required CardMetrics Before { get; init; }

    /// <summary>Models fitted in the same way to the images of other patients, on these images: each was scored by one that did not know its patient.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CardMetrics? After { get; init; }

    /// <summary>What more and more local patients bring, the model as it was first; empty where that was not measured.</summary>
    public IReadOnlyList<LearningCurvePoint> Curve { get; init; } = [];

    /// <summary>Why the model as it was may be the better one; null: it is not, or the prevalence that was given moves the figures.</summary>
    internal string? Setback => !IsPrevalenceGiven && Before[Metric.LogLoss] is { } before && After?[Metric.LogLoss] is { } after && after.Value >= before.Value
        ? FormattableString.Invariant($"On images of patients that it was not fitted to, the {How} model does no better than the one before (log loss ")
            + FormattableString.Invariant($"{after.Value:0.0000}, before {before.Value:0.0000}): keep that one, or give more images of this place.")
        : null;

    /// <summary>For people: on what, and the log loss before and after.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{How} on {Images} images of {Patients} patients of {Dataset}: log loss {Before[Metric.LogLoss]} before, ") +
        (After is null ? "not measured after" : $"{After[Metric.LogLoss]} after, by models that did not know the patient");
}
