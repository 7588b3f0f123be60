namespace CovidClassifier.Evaluation;

/// <summary>
/// How many images of each true class got each predicted label, and the rates that follow from these counts alone. Counts are summed first
/// and divided once. Every rate is undefined (NaN with a reason) where its denominator is 0.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;

    private ConfusionMatrix(IReadOnlyList<string> classNames, long[,] counts)
    {
        ClassNames = classNames;
        _counts = counts;
    }

    /// <summary>Class names, in the order of rows and columns.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>
    /// Number of images of class <paramref name="label"/> that were predicted as <paramref name="predictedLabel"/> (both indices into
    /// <see cref="ClassNames"/>).
    /// </summary>
    public long this[int label, int predictedLabel] => _counts[label, predictedLabel];

    /// <summary>Number of images.</summary>
    public long Images => Sum((_, _) => true);

    /// <summary>Share of images with the right label; undefined without images.</summary>
    public Metric Accuracy => Metric.Share(Sum((label, predicted) => label == predicted), Images, "there are no images");

    /// <summary>Unweighted mean of <see cref="F1"/> over all classes; undefined where one class has none.</summary>
    public Metric MacroF1 => Metric.Mean([.. Enumerable.Range(0, ClassNames.Count).Select(F1)]);

    /// <summary>Counts the pairs of label and predicted label.</summary>
    /// <param name="classNames">At least one name, all different.</param>
    /// <param name="labels">True class of each image, an index into <paramref name="classNames"/>.</param>
    /// <param name="predictedLabels">Predicted class of each image, in the order of <paramref name="labels"/>.</param>
    /// <exception cref="ArgumentException">Names repeat or are absent, lengths differ, or an index lies outside the classes.</exception>
    public static ConfusionMatrix Count(IReadOnlyList<string> classNames, int[] labels, int[] predictedLabels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ClassIndices.CheckNames(classNames);
        ClassIndices.Check(classNames, labels, labels.Length, nameof(labels));
        ClassIndices.Check(classNames, predictedLabels, labels.Length, nameof(predictedLabels));
        var counts = new long[classNames.Count, classNames.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            counts[labels[i], predictedLabels[i]]++;
        }

        return new ConfusionMatrix([.. classNames], counts);
    }

    /// <summary>
    /// Share of the class's images that were predicted as this class: TP / (TP + FN). Of the positive label this is the sensitivity.
    /// Undefined without an image of the class.
    /// </summary>
    public Metric Recall(int classIndex) => Metric.Share(
        _counts[classIndex, classIndex],
        Sum((label, _) => label == classIndex),
        $"no image is labelled {ClassNames[classIndex]}");

    /// <summary>
    /// Recall of the rest taken as one class: share of the other classes' images that were predicted as any other class, TN / (TN + FP). Of
    /// the positive label this is the specificity. Undefined where every image is of the class.
    /// </summary>
    public Metric RecallOfRest(int classIndex) => Metric.Share(
        Sum((label, predicted) => label != classIndex && predicted != classIndex),
        Sum((label, _) => label != classIndex),
        $"no image is labelled other than {ClassNames[classIndex]}");

    /// <summary>
    /// Share of the images predicted as this class that are of it: TP / (TP + FP). Of the positive label this is the positive predictive
    /// value. Undefined where nothing was predicted so.
    /// </summary>
    public Metric Precision(int classIndex) => Metric.Share(
        _counts[classIndex, classIndex],
        Sum((_, predicted) => predicted == classIndex),
        $"no image is predicted {ClassNames[classIndex]}");

    /// <summary>
    /// Share of the images predicted as any other class that are not of this class: TN / (TN + FN). Of the positive label this is the
    /// negative predictive value. Undefined where every image was predicted as the class.
    /// </summary>
    public Metric PrecisionOfRest(int classIndex) => Metric.Share(
        Sum((label, predicted) => label != classIndex && predicted != classIndex),
        Sum((_, predicted) => predicted != classIndex),
        $"no image is predicted other than {ClassNames[classIndex]}");

    /// <summary>
    /// Harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN); undefined only where the class is neither labelled nor predicted.
    /// </summary>
    public Metric F1(int classIndex) => Metric.Share(
        2 * _counts[classIndex, classIndex],
        Sum((label, _) => label == classIndex) + Sum((_, predicted) => predicted == classIndex),
        $"no image is labelled or predicted {ClassNames[classIndex]}");

    /// <summary>A copy of the counts, [true][predicted].</summary>
    public long[][] ToArray()
    {
        var rows = new long[ClassNames.Count][];
        for (int label = 0; label < rows.Length; label++)
        {
            rows[label] = [.. Enumerable.Range(0, rows.Length).Select(predicted => _counts[label, predicted])];
        }

        return rows;
    }

    private long Sum(Func<int, int, bool> counted)
    {
        long sum = 0;
        for (int label = 0; label < ClassNames.Count; label++)
        {
            for (int predicted = 0; predicted < ClassNames.Count; predicted++)
            {
                sum += counted(label, predicted) ? _counts[label, predicted] : 0;
            }
        }

        return sum;
    }
}
