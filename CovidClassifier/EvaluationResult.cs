using CovidClassifier.Data;
using CovidClassifier.Evaluation;

namespace CovidClassifier;

/// <summary>How well a model does on labelled images. For research and teaching only, never for diagnosis.</summary>
public sealed class EvaluationResult
{
    internal EvaluationResult(
        ClassificationMetrics metrics, IReadOnlyList<EvaluatedImage> images, int seenImages, IReadOnlyList<DatasetProblem> problems, IReadOnlyList<string> warnings)
    {
        Metrics = metrics;
        Images = images;
        SeenImages = seenImages;
        Problems = problems;
        Warnings = warnings;
    }

    /// <summary>Over <see cref="Images"/>.</summary>
    public ClassificationMetrics Metrics { get; }

    /// <summary>The images measured on, in the dataset's order.</summary>
    public IReadOnlyList<EvaluatedImage> Images { get; }

    /// <summary>Images left out because the model was trained, or its best epoch chosen, on their very pixels; 0 where they were included on purpose.</summary>
    public int SeenImages { get; }

    /// <summary>Rows and files that could not be used, where the dataset allows them.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; }

    /// <summary>Sentences that belong beside the figures.</summary>
    public IReadOnlyList<string> Warnings { get; }
}
