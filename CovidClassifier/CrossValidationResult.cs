using CovidClassifier.Auditing;
using CovidClassifier.Data;
using CovidClassifier.Evaluation;
using CovidClassifier.Reporting;

namespace CovidClassifier;

/// <summary>Out-of-fold predictions: every image scored, once per repeat, by a model that never saw it. For research and teaching only, never for diagnosis.</summary>
public sealed partial class CrossValidationResult
{
    private readonly Lazy<IReadOnlyList<UncertainMetrics>> _uncertainty;

    internal CrossValidationResult(
        XRayDataset dataset, string? positiveLabel, int folds, FoldGrouping grouping, int repeats, IReadOnlyList<CrossValidatedImage> images, ModelCost cost, long seed, double seconds)
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
        Seed = seed;
        _uncertainty = new(() => [.. Enumerable.Range(0, repeats).Select(r => WithIntervals([.. images.Where(i => i.Repeat == r)], seed))]);
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

    /// <summary><see cref="ByRepeat"/> with a 95 % interval beside each figure, by patient where a patient has several images; the figures of one repeat each. Computed
    /// when it is first asked for.</summary>
    public IReadOnlyList<UncertainMetrics> Uncertainty => _uncertainty.Value;

    /// <summary>What the audits found in the data, with the header baseline (and at <see cref="AuditDepth.Pictures"/> the border baseline) to be read beside every figure; null
    /// where they were not run.</summary>
    public AuditReport? Audit { get; internal init; }

    /// <summary>How the folds' models came about, for the report.</summary>
    internal ReportTraining? Training { get; init; }

    /// <summary>Why the network has no heat maps, though they were asked for; null: it has, or they were not.</summary>
    internal string? NoHeatMaps { get; init; }

    /// <summary>The builder's seed.</summary>
    public long Seed { get; }

    /// <summary>Wall time of the whole, audits left out.</summary>
    public double Seconds { get; }

    private ClassificationMetrics Measure(CrossValidatedImage[] images) =>
        ClassificationMetrics.Compute(ClassNames, PositiveLabel, Labels(images), Probabilities(images), PredictedLabels(images));

    private UncertainMetrics WithIntervals(CrossValidatedImage[] images, long seed) => UncertainMetrics.Compute(
        ClassNames, PositiveLabel, Labels(images), Probabilities(images), PredictedLabels(images), [.. images.Select(i => i.Image.PatientId)], seed);

    private int[] Labels(CrossValidatedImage[] images) => [.. images.Select(i => IndexOf(i.Label))];

    private int[] PredictedLabels(CrossValidatedImage[] images) => [.. images.Select(i => IndexOf(i.Prediction.Label))];

    private int IndexOf(string label) => ClassNames.TakeWhile(c => c != label).Count();

    private static double[][] Probabilities(CrossValidatedImage[] images) =>
        [.. images.Select(i => i.Prediction.Probabilities.Select(p => (double)p.Probability).ToArray())];
}
