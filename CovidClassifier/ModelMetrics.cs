using CovidClassifier.Data;
using CovidClassifier.Evaluation;

namespace CovidClassifier;

/// <summary>
/// A model's predictions of labelled images, with the labels that it gave by its own threshold, as the metrics take them.
/// </summary>
internal sealed class ModelMetrics
{
    private readonly CovidModel _model;
    private readonly IReadOnlyList<XRayImage> _images;
    private readonly int[] _labels;
    private readonly double[][] _probabilities;
    private readonly int[] _predicted;

    /// <param name="model">Gives class names, their order, the positive label, and the seed of intervals.</param>
    /// <param name="images">Who they are of, and what is known of them.</param>
    /// <param name="labels">One of the model's class names per image.</param>
    /// <param name="predictions">In the same order.</param>
    public ModelMetrics(
        CovidModel model, IReadOnlyList<XRayImage> images, IReadOnlyList<string> labels, IReadOnlyList<Prediction> predictions)
    {
        string[] classes = [.. model.ClassNames];
        _model = model;
        _images = images;
        _labels = [.. labels.Select(l => Array.IndexOf(classes, l))];
        _probabilities = [.. predictions.Select(p => p.Probabilities.Select(c => (double)c.Probability).ToArray())];
        _predicted = [.. predictions.Select(p => Array.IndexOf(classes, p.Label))];
    }

    private long Seed => (long)_model.Card.Seed;

    public ClassificationMetrics Compute() =>
        ClassificationMetrics.Compute(_model.ClassNames, _model.PositiveLabel, _labels, _probabilities, _predicted);

    public UncertainMetrics WithUncertainty() => UncertainMetrics.Compute(
        _model.ClassNames, _model.PositiveLabel, _labels, _probabilities, _predicted, [.. _images.Select(i => i.PatientId)], Seed);

    public IReadOnlyList<Subgroup> Subgroups() => SubgroupTable.Of(
        _model.ClassNames, _model.PositiveLabel, _labels, _probabilities, _predicted, _images, Seed);
}
