namespace CovidClassifier.Evaluation;

/// <summary>
/// How many images of each true class got each predicted label, and the rates that follow from these counts alone. Counts are summed first
/// and divided once. Every rate is undefined (NaN with a reason) where its denominator is 0.
/// </summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;
    private readonly long[] _labelled;
    private readonly long[] _predicted;

    // summed once: a bootstrap asks thousands of matrices for every rate
    private ConfusionMatrix(IReadOnlyList<string> classNames, long[,] counts)
    {
        ClassNames = classNames;
        _counts = counts;
        _labelled = new long[classNames.Count];
        _predicted = new long[classNames.Count];
        for (int label = 0; label < classNames.Count; label++)
        {
            for (int predicted = 0; predicted < classNames.Count; predicted++)
            {
                long count = counts[label, predicted];
                _labelled[label] += count;
                _predicted[predicted] += count;
                Images += count;
                Right += label == predicted ? count : 0;
            }
        }
    }

    /// <summary>Class names, in the order of rows and columns.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>
    /// Number of images of class <paramref name="label"/> that were predicted as <paramref name="predictedLabel"/> (both indices into
    /// <see cref="ClassNames"/>).
    /// </summary>
    public long this[int label, int predictedLabel] => _counts[label, predictedLabel];

    /// <summary>Number of images.</summary>
    public long Images { get; }

    /// <summary>Share of images with the right label; undefined without images.</summary>
    public Metric Accuracy => Share(Right, Images, () => Rate.Accuracy.Reason);

    /// <summary>
    /// Unweighted mean of <see cref="Recall"/> over all classes, so that a rare class counts as much as a common one; undefined where one
    /// class has no image.
    /// </summary>
    public Metric BalancedAccuracy => Metric.Mean([.. Enumerable.Range(0, ClassNames.Count).Select(Recall)]);

    /// <summary>Unweighted mean of <see cref="F1"/> over all classes; undefined where one class has none.</summary>
    public Metric MacroF1 => Metric.Mean([.. Enumerable.Range(0, ClassNames.Count).Select(F1)]);

    /// <summary>
    /// Matthews correlation coefficient, -1 to 1, 0 is chance: the correlation of label and predicted label (Matthews, Biochimica et
    /// Biophysica Acta 405, 1975;
    /// for several classes R(K) of Gorodkin, Computational Biology and Chemistry 28, 2004). Undefined where all labels, or all predicted
    /// labels, are the same.
    /// </summary>
    public Metric MatthewsCorrelation
    {
        get
        {
            double labelSpread = Square(Images) - Squares(_labelled, _labelled);
            double predictedSpread = Square(Images) - Squares(_predicted, _predicted);
            double together = ((double)Images * Right) - Squares(_labelled, _predicted);
            return labelSpread <= 0 ? Metric.Undefined("all images have the same label")
                : predictedSpread <= 0 ? Metric.Undefined("all images have the same predicted label")
                : Metric.Of(together / Math.Sqrt(labelSpread * predictedSpread));
        }
    }

    /// <summary>
    /// Cohen's kappa, up to 1, 0 is chance: agreement of label and predicted label beyond what their frequencies alone would give (Cohen,
    /// Educational and
    /// Psychological Measurement 20, 1960). Undefined where labels and predicted labels are all one class.
    /// </summary>
    public Metric CohenKappa
    {
        get
        {
            double chance = Squares(_labelled, _predicted);
            return Metric.Share(((double)Images * Right) - chance, Square(Images) - chance, "all labels and predicted labels are the same class");
        }
    }

    private long Right { get; }

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
        return Count([.. classNames], labels, predictedLabels, [.. Enumerable.Repeat(1, labels.Length)]);
    }

    /// <summary>Counts each image as often as its weight says. Nothing is checked.</summary>
    internal static ConfusionMatrix Count(IReadOnlyList<string> classNames, int[] labels, int[] predictedLabels, int[] weights)
    {
        var counts = new long[classNames.Count, classNames.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            counts[labels[i], predictedLabels[i]] += weights[i];
        }

        return new ConfusionMatrix(classNames, counts);
    }

    /// <summary>
    /// Share of the class's images that were predicted as this class: TP / (TP + FN). Of the positive label this is the sensitivity.
    /// Undefined without an image of the class.
    /// </summary>
    public Metric Recall(int classIndex) => Share(
        _counts[classIndex, classIndex], _labelled[classIndex], () => Rate.Recall(classIndex, ClassNames[classIndex]).Reason);

    /// <summary>
    /// Recall of the rest taken as one class: share of the other classes' images that were predicted as any other class, TN / (TN + FP). Of
    /// the positive label this is the specificity. Undefined where every image is of the class.
    /// </summary>
    public Metric RecallOfRest(int classIndex) => Share(
        TrueNegatives(classIndex), Images - _labelled[classIndex], () => Rate.RecallOfRest(classIndex, ClassNames[classIndex]).Reason);

    /// <summary>
    /// Share of the images predicted as this class that are of it: TP / (TP + FP). Of the positive label this is the positive predictive
    /// value. Undefined where nothing was predicted so.
    /// </summary>
    public Metric Precision(int classIndex) => Share(
        _counts[classIndex, classIndex], _predicted[classIndex], () => Rate.Precision(classIndex, ClassNames[classIndex]).Reason);

    /// <summary>
    /// Share of the images predicted as any other class that are not of this class: TN / (TN + FN). Of the positive label this is the
    /// negative predictive value. Undefined where every image was predicted as the class.
    /// </summary>
    public Metric PrecisionOfRest(int classIndex) => Share(
        TrueNegatives(classIndex), Images - _predicted[classIndex], () => Rate.PrecisionOfRest(classIndex, ClassNames[classIndex]).Reason);

    /// <summary>
    /// Harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN); undefined only where the class is neither labelled nor predicted.
    /// </summary>
    public Metric F1(int classIndex) => Share(
        2 * _counts[classIndex, classIndex],
        _labelled[classIndex] + _predicted[classIndex],
        () => $"no image is labelled or predicted {ClassNames[classIndex]}");

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

    internal (long Part, long Whole) Counts(Rate rate) =>
        (Sum((label, predicted) => rate.Whole(label, predicted) && rate.Part(label, predicted)), Sum(rate.Whole));

    private static double Square(double value) => value * value;

    private static double Squares(long[] first, long[] second) => first.Zip(second, (f, s) => (double)f * s).Sum();

    private long TrueNegatives(int classIndex) => Images - _labelled[classIndex] - _predicted[classIndex] + _counts[classIndex, classIndex];

    private static Metric Share(long part, long whole, Func<string> reason) => whole > 0 ? Metric.Of((double)part / whole) : Metric.Undefined(reason());

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
