using CovidClassifier.Scoring;

namespace CovidClassifier.Workflows;

/// <summary>What a training leaves.</summary>
/// <param name="Model">What the model is made of.</param>
/// <param name="Card">What it says of itself.</param>
internal sealed record TrainedModel(IScoringModel Model, ModelCard Card)
{
    /// <summary>What it was trained on.</summary>
    public required XRayDataset Dataset { get; init; }

    /// <summary>What was measured, once, on images that were held out; null: none were.</summary>
    public EvaluationResult? HeldOut { get; init; }

    /// <summary>The search that found its recipe; null: there was none.</summary>
    public SearchResult? Search { get; init; }
}
