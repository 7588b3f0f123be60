using System.Globalization;

namespace CovidClassifier.Evaluation;

/// <summary>
/// Labels, probabilities and predicted labels of the same images, checked, with everything worked out that stays the same however often
/// each image
/// counts: so a bootstrap draw costs a few passes and no sorting.
/// </summary>
internal sealed class ScoredImages
{
    // probabilities come from 32-bit softmax over a handful of classes: sums are off by 1e-6 at most, logits by far more
    private const double SumTolerance = 1e-3;

    private readonly double[] _logLosses;
    private readonly double[] _brierScores;

    /// <inheritdoc cref="ClassificationMetrics.Compute(IReadOnlyList{string}, string?, int[], double[][], int[])"/>
    public ScoredImages(IReadOnlyList<string> classNames, string? positiveLabel, int[] labels, double[][] probabilities, int[] predictedLabels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ClassIndices.CheckNames(classNames);
        ClassIndices.Check(classNames, labels, labels.Length, nameof(labels));
        ClassIndices.Check(classNames, predictedLabels, labels.Length, nameof(predictedLabels));
        CheckProbabilities(classNames.Count, labels.Length, probabilities);
        ClassNames = [.. classNames];
        PositiveLabel = positiveLabel;
        Positive = ClassIndices.OfPositive(classNames, positiveLabel);
        Labels = labels;
        Probabilities = probabilities;
        PredictedLabels = predictedLabels;
        Rankings = [.. classNames.Select((name, c) => new RankedScores(
            Array.ConvertAll(labels, label => label == c),
            Array.ConvertAll(probabilities, row => row[c]),
            $"no image is labelled {name}",
            $"no image is labelled other than {name}"))];
        Bins = new CalibrationBins(labels, probabilities);
        _logLosses = [.. labels.Select((label, i) => Evaluation.LogLoss.OfImage(probabilities[i][label]))];
        _brierScores = [.. labels.Select((label, i) => BrierScore.OfImage(label, probabilities[i]))];
        Once = [.. Enumerable.Repeat(1, labels.Length)];
    }

    public IReadOnlyList<string> ClassNames { get; }

    public string? PositiveLabel { get; }

    /// <summary>Index of the positive label, or null where there is none.</summary>
    public int? Positive { get; }

    public int Count => Labels.Length;

    public int[] Labels { get; }

    /// <summary>A row for each image, a probability for each class.</summary>
    public double[][] Probabilities { get; }

    public int[] PredictedLabels { get; }

    /// <summary>Each class against the rest by its own probability.</summary>
    public IReadOnlyList<RankedScores> Rankings { get; }

    public CalibrationBins Bins { get; }

    /// <summary>Every image counts 1.</summary>
    public int[] Once { get; }

    public ConfusionMatrix ConfusionMatrix(int[] weights) => Evaluation.ConfusionMatrix.Count(ClassNames, Labels, PredictedLabels, weights);

    public Metric LogLoss(int[] weights) => Mean(_logLosses, weights);

    public Metric Brier(int[] weights) => Mean(_brierScores, weights);

    private static Metric Mean(double[] values, int[] weights)
    {
        double sum = 0;
        long images = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += weights[i] * values[i];
            images += weights[i];
        }

        return Metric.Share(sum, images, "there are no images");
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
}
