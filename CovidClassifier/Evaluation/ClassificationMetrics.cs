namespace CovidClassifier.Evaluation;

/// <summary>
/// What a model's predictions on labelled images are worth. Made by
/// <see cref="Compute(IReadOnlyList{string}, string?, int[], double[][], int[])"/> from plain
/// arrays. Predicted labels are taken as given (a model applies its threshold), never worked out again from the probabilities.
/// An undefined number is NaN with a reason, never 0. <see cref="UncertainMetrics"/> adds an interval to each.
/// </summary>
public sealed class ClassificationMetrics
{
    private const string NoPositiveLabel = "no positive label is chosen";

    private readonly int? _positive;

    /// <param name="images">What was predicted.</param>
    /// <param name="weights">How often each image counts.</param>
    internal ClassificationMetrics(ScoredImages images, int[] weights)
    {
        _positive = images.Positive;
        PositiveLabel = images.PositiveLabel;
        ConfusionMatrix = images.ConfusionMatrix(weights);
        AurocByClass = [.. images.Rankings.Select(r => r.Auroc(weights))];
        AveragePrecisionByClass = [.. images.Rankings.Select(r => r.AveragePrecision(weights))];
        LogLoss = images.LogLoss(weights);
        Brier = images.Brier(weights);
        ExpectedCalibrationError = images.Bins.Error(weights);
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

    /// <inheritdoc cref="ConfusionMatrix.BalancedAccuracy"/>
    public Metric BalancedAccuracy => ConfusionMatrix.BalancedAccuracy;

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

    /// <summary>F1 of the positive label, 0 to 1.</summary>
    public Metric F1 => OfPositive(ConfusionMatrix.F1);

    /// <summary>Recall of each class, in the order of <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<Metric> RecallByClass => ByClassOf(ConfusionMatrix.Recall);

    /// <summary>Precision of each class, in the order of <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<Metric> PrecisionByClass => ByClassOf(ConfusionMatrix.Precision);

    /// <summary>F1 of each class, in the order of <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<Metric> F1ByClass => ByClassOf(ConfusionMatrix.F1);

    /// <summary>Unweighted mean of <see cref="F1ByClass"/>; undefined where one of them is.</summary>
    public Metric MacroF1 => ConfusionMatrix.MacroF1;

    /// <inheritdoc cref="ConfusionMatrix.MatthewsCorrelation"/>
    public Metric MatthewsCorrelation => ConfusionMatrix.MatthewsCorrelation;

    /// <inheritdoc cref="ConfusionMatrix.CohenKappa"/>
    public Metric CohenKappa => ConfusionMatrix.CohenKappa;

    /// <summary>AUROC of each class against the rest by its own probability, in the order of <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<Metric> AurocByClass { get; }

    /// <summary>
    /// With two classes the positive label (the last class where none is chosen) against the other; with more the unweighted mean of
    /// <see cref="AurocByClass"/>, undefined where one of them is.
    /// </summary>
    public Metric Auroc => OfWhole(AurocByClass);

    /// <summary>
    /// Average precision of each class against the rest by its own probability: the sum over thresholds of (R(n) - R(n-1)) P(n), see
    /// <see cref="Evaluation.AveragePrecision"/>.
    /// </summary>
    public IReadOnlyList<Metric> AveragePrecisionByClass { get; }

    /// <summary>From <see cref="AveragePrecisionByClass"/> as <see cref="Auroc"/> is from <see cref="AurocByClass"/>.</summary>
    public Metric AveragePrecision => OfWhole(AveragePrecisionByClass);

    /// <summary>
    /// Mean negative natural logarithm of the true class's probability, clipped from below at <see cref="LogLoss.SmallestProbability"/>.
    /// </summary>
    public Metric LogLoss { get; }

    /// <summary>
    /// Brier score (Brier, Monthly Weather Review 78, 1950): mean squared distance between probabilities and truth. With three or more
    /// classes the sum over all
    /// classes, 0 to 2; with two the usual form for one class alone, 0 to 1. 0 is best.
    /// </summary>
    public Metric Brier { get; }

    /// <summary>
    /// Expected calibration error, 0 to 1, 0 is best: over 15 bins of equal width of the most probable class's probability, the mean
    /// distance between that
    /// probability and the share of images whose most probable class is the label (Guo et al., "On calibration of modern neural networks",
    /// ICML 2017).
    /// </summary>
    public Metric ExpectedCalibrationError { get; }

    /// <summary>
    /// The figures of the whole, by the names used in files: accuracy, balancedAccuracy, sensitivity, specificity, ppv, npv, f1 (of the
    /// positive label), macroF1,
    /// mcc, kappa, auroc, averagePrecision, logLoss, brier, calibrationError.
    /// </summary>
    public IReadOnlyDictionary<string, Metric> ByName =>
        Figure.OfWhole(ClassNames, _positive).ToDictionary(f => f.Name, f => f.Value(this), StringComparer.Ordinal);

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
        IReadOnlyList<string> classNames, string? positiveLabel, int[] labels, double[][] probabilities, int[] predictedLabels)
    {
        var images = new ScoredImages(classNames, positiveLabel, labels, probabilities, predictedLabels);
        return new ClassificationMetrics(images, images.Once);
    }

    /// <inheritdoc cref="Compute(IReadOnlyList{string}, string?, int[], double[][], int[])"/>
    public static ClassificationMetrics Compute(
        IReadOnlyList<string> classNames, string? positiveLabel, int[] labels, float[][] probabilities, int[] predictedLabels)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        double[][] widened = Array.ConvertAll(probabilities, row => Array.ConvertAll(row ?? [], p => (double)p));
        return Compute(classNames, positiveLabel, labels, widened, predictedLabels);
    }

    private Metric OfPositive(Func<int, Metric> metric) => _positive is { } positive ? metric(positive) : Metric.Undefined(NoPositiveLabel);

    private Metric OfWhole(IReadOnlyList<Metric> byClass) => ClassNames.Count == 2 ? byClass[_positive ?? 1] : Metric.Mean(byClass);

    private Metric[] ByClassOf(Func<int, Metric> metric) => [.. Enumerable.Range(0, ClassNames.Count).Select(metric)];
}
