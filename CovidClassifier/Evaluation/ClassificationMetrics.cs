using System.Globalization;

namespace CovidClassifier.Evaluation;

/// <summary>
/// What a model's predictions on labelled images are worth. Made by <see cref="Compute(IReadOnlyList{string}, string?, int[], double[][],
/// int[])"/> from plain arrays. Predicted labels are taken as given (a model applies its threshold), never worked out again from the
/// probabilities. An undefined number is NaN with a reason, never 0.
/// </summary>
public sealed class ClassificationMetrics
{
    // probabilities come from 32-bit softmax over a handful of classes: sums are off by 1e-6 at most, logits by far more
    private const double SumTolerance = 1e-3;
    private const string NoPositiveLabel = "no positive label is chosen";

    private readonly int? _positive;

    private ClassificationMetrics(
        IReadOnlyList<string> classNames, string? positiveLabel, int[] labels, double[][] probabilities, int[] predictedLabels)
    {
        ConfusionMatrix = ConfusionMatrix.Count(classNames, labels, predictedLabels);
        PositiveLabel = positiveLabel;
        _positive = ClassIndices.OfPositive(classNames, positiveLabel);
        CheckProbabilities(classNames.Count, labels.Length, probabilities);
        AurocByClass = [.. classNames.Select((name, c) => OneAgainstRest(name, c, labels, probabilities))];
        LogLoss = Evaluation.LogLoss.Of(labels, probabilities);
    }

    /// <summary>Class names, in the order of every per-class list here.</summary>
    public IReadOnlyList<string> ClassNames => ConfusionMatrix.ClassNames;

    /// <summary>The class that sensitivity and its kin speak of; null where none is chosen, which leaves these undefined.</summary>
    public string? PositiveLabel { get; }

    /// <summary>Number of images.</summary>
    public long Images => ConfusionMatrix.Images;

    /// <summary>Counts [true][predicted].</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>Share of images with the right label, 0 to 1.</summary>
    public Metric Accuracy => ConfusionMatrix.Accuracy;

    /// <summary>Recall of the positive label, 0 to 1.</summary>
    public Metric Sensitivity => OfPositive(ConfusionMatrix.Recall);

    /// <summary>
    /// Recall of the rest taken as one class, 0 to 1: a negative image with another negative class's label counts as right here.
    /// </summary>
    public Metric Specificity => OfPositive(ConfusionMatrix.RecallOfRest);

    /// <summary>PPV: share of the images predicted positive that are positive, 0 to 1, at this data's share of positives.</summary>
    public Metric PositivePredictiveValue => OfPositive(ConfusionMatrix.Precision);

    /// <summary>NPV: share of the images predicted negative that are negative, 0 to 1, at this data's share of positives.</summary>
    public Metric NegativePredictiveValue => OfPositive(ConfusionMatrix.PrecisionOfRest);

    /// <summary>Recall of each class, in the order of <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<Metric> RecallByClass => ByClass(ConfusionMatrix.Recall);

    /// <summary>Precision of each class, in the order of <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<Metric> PrecisionByClass => ByClass(ConfusionMatrix.Precision);

    /// <summary>F1 of each class, in the order of <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<Metric> F1ByClass => ByClass(ConfusionMatrix.F1);

    /// <summary>Unweighted mean of <see cref="F1ByClass"/>; undefined where one of them is.</summary>
    public Metric MacroF1 => ConfusionMatrix.MacroF1;

    /// <summary>AUROC of each class against the rest by its own probability, in the order of <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<Metric> AurocByClass { get; }

    /// <summary>
    /// With two classes the positive label (the last class where none is chosen) against the other; with more the unweighted mean of
    /// <see cref="AurocByClass"/>, undefined where one of them is.
    /// </summary>
    public Metric Auroc => ClassNames.Count == 2 ? AurocByClass[_positive ?? 1] : Metric.Mean(AurocByClass);

    /// <summary>
    /// Mean negative natural logarithm of the true class's probability, clipped from below at <see cref="LogLoss.SmallestProbability"/>.
    /// </summary>
    public Metric LogLoss { get; }

    /// <summary>The figures of the whole, by the names used in files: accuracy, sensitivity, specificity, ppv, npv, macroF1, auroc, logLoss.</summary>
    public IReadOnlyDictionary<string, Metric> ByName => new Dictionary<string, Metric>(StringComparer.Ordinal)
    {
        ["accuracy"] = Accuracy,
        ["sensitivity"] = Sensitivity,
        ["specificity"] = Specificity,
        ["ppv"] = PositivePredictiveValue,
        ["npv"] = NegativePredictiveValue,
        ["macroF1"] = MacroF1,
        ["auroc"] = Auroc,
        ["logLoss"] = LogLoss,
    };

    /// <summary>Computes every metric.</summary>
    /// <param name="classNames">At least one name, all different; their order gives the indices below.</param>
    /// <param name="positiveLabel">One of <paramref name="classNames"/>, or null.</param>
    /// <param name="labels">True class of each image, an index into <paramref name="classNames"/>. May be empty: then every metric is
    /// undefined.</param>
    /// <param name="probabilities">A row for each image, a probability for each class; each in 0 to 1, each row's sum within 0.001 of
    /// 1.</param>
    /// <param name="predictedLabels">The model's label for each image, an index into <paramref name="classNames"/>.</param>
    /// <exception cref="ArgumentException">An input breaks one of these rules; the message names the first image that does.</exception>
    public static ClassificationMetrics Compute(
        IReadOnlyList<string> classNames, string? positiveLabel, int[] labels, double[][] probabilities, int[] predictedLabels) =>
        new(classNames, positiveLabel, labels, probabilities, predictedLabels);

    /// <inheritdoc cref="Compute(IReadOnlyList{string}, string?, int[], double[][], int[])"/>
    public static ClassificationMetrics Compute(
        IReadOnlyList<string> classNames, string? positiveLabel, int[] labels, float[][] probabilities, int[] predictedLabels)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        double[][] widened = Array.ConvertAll(probabilities, row => Array.ConvertAll(row ?? [], p => (double)p));
        return new(classNames, positiveLabel, labels, widened, predictedLabels);
    }

    private static Metric OneAgainstRest(string className, int classIndex, int[] labels, double[][] probabilities)
    {
        bool[] isPositive = Array.ConvertAll(labels, label => label == classIndex);
        return Array.IndexOf(isPositive, true) < 0 ? Metric.Undefined($"no image is labelled {className}")
            : Array.IndexOf(isPositive, false) < 0 ? Metric.Undefined($"no image is labelled other than {className}")
            : Evaluation.Auroc.Of(isPositive, Array.ConvertAll(probabilities, row => row[classIndex]));
    }

    private static void CheckProbabilities(int classes, int images, double[][] probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (probabilities.Length != images)
        {
            throw new ArgumentException(
                $"probabilities must hold one row for each of the {images} labels, got {probabilities.Length}.", nameof(probabilities));
        }

        for (int i = 0; i < images; i++)
        {
            double[] row = probabilities[i];
            if (row?.Length != classes)
            {
                throw new ArgumentException(
                    $"probabilities must hold one number for each of the {classes} classes, got {row?.Length ?? 0} for image {i}.", nameof(probabilities));
            }

            if (Array.FindIndex(row, p => p is not (>= 0 and <= 1)) is >= 0 and int wrong)
            {
                throw new ArgumentException($"probabilities must lie in 0 to 1, got {Text(row[wrong])} for image {i}.", nameof(probabilities));
            }

            if (Math.Abs(row.Sum() - 1) > SumTolerance)
            {
                throw new ArgumentException(
                    $"The probabilities of an image must sum to 1, got {Text(row.Sum())} for image {i}.", nameof(probabilities));
            }
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private Metric OfPositive(Func<int, Metric> metric) => _positive is { } positive ? metric(positive) : Metric.Undefined(NoPositiveLabel);

    private Metric[] ByClass(Func<int, Metric> metric) => [.. Enumerable.Range(0, ClassNames.Count).Select(metric)];
}
