using CovidClassifier.Data;
using CovidClassifier.Evaluation;

namespace CovidClassifier;

/// <summary>Out-of-fold predictions: every image scored, once per repeat, by a model that never saw it. For research and teaching only, never for diagnosis.</summary>
public sealed class CrossValidationResult
{
    internal CrossValidationResult(
        XRayDataset dataset, string? positiveLabel, int folds, FoldGrouping grouping, int repeats, IReadOnlyList<CrossValidatedImage> images, ModelCost cost, double seconds)
    {
        ClassNames = dataset.ClassNames;
        PositiveLabel = positiveLabel;
        Folds = folds;
        Grouping = grouping;
        KnownPatientShare = dataset.KnownPatientShare;
        Warnings = dataset.Warnings;
        Images = images;
        Cost = cost;
        Seconds = seconds;
        ByRepeat = [.. Enumerable.Range(0, repeats).Select(r => Measure([.. images.Where(i => i.Repeat == r)]))];
    }

    /// <summary>In the order of the probabilities.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The class that sensitivity and specificity refer to.</summary>
    public string? PositiveLabel { get; }

    /// <summary>Number of folds.</summary>
    public int Folds { get; }

    /// <summary>Whether the images of a patient stayed together. Without it figures are better than they are.</summary>
    public FoldGrouping Grouping { get; }

    /// <summary>Share of the images whose patient is known, 0 to 1.</summary>
    public double KnownPatientShare { get; }

    /// <summary>Sentences that belong beside every figure.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Every image once per repeat, fold by fold.</summary>
    public IReadOnlyList<CrossValidatedImage> Images { get; }

    /// <summary>Pooled over the out-of-fold predictions of one repeat, for each repeat.</summary>
    public IReadOnlyList<ClassificationMetrics> ByRepeat { get; }

    /// <summary>What one fold's model took and takes.</summary>
    public ModelCost Cost { get; }

    /// <summary>Wall time of the whole.</summary>
    public double Seconds { get; }

    private ClassificationMetrics Measure(CrossValidatedImage[] images)
    {
        string[] classes = [.. ClassNames];
        return ClassificationMetrics.Compute(
            classes,
            PositiveLabel,
            [.. images.Select(i => Array.IndexOf(classes, i.Label))],
            [.. images.Select(i => i.Prediction.Probabilities.Select(p => p.Probability).ToArray())],
            [.. images.Select(i => Array.IndexOf(classes, i.Prediction.Label))]);
    }
}
