using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Metrics;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// What predictions of labelled images are worth: every metric with its interval, the classes one by one, and who was taken for whom. Predicted labels are
/// taken as given (a model applies its
/// threshold). Intervals are by patient where a patient has several images; <see cref="MetricInterval.Method"/> names how each was found.
/// </summary>
/// <remarks>
/// Where any patient has several images, every interval is a bootstrap over patients: 2,000 draws, percentile, seeded. Where each patient has one image,
/// shares have Wilson's interval and AUROCs DeLong's; the other
/// metrics have the bootstrap. Only sampling of patients is in the intervals, not another training or another hospital.
/// </remarks>
public sealed class ClassificationMetrics
{
    private readonly LabelledPredictions _predictions;
    private readonly Seed _seed;
    private readonly Dictionary<Metric, MetricResult> _results = [];

    private ClassificationMetrics(LabelledPredictions predictions, Seed seed)
    {
        _predictions = predictions;
        _seed = seed;
        int classes = predictions.Classes.Count;
        var once = new Draw(predictions);
        ConfusionMatrix = once.ConfusionMatrix;
        Statistic[] statistics =
        [
            .. Metric.All.Select(m => m.Of(predictions)),
            .. ClassMetric.All.SelectMany(m => Enumerable.Range(0, classes).Select(c => m.Of(predictions, c))),
        ];
        MetricValue[] values = [.. statistics.Select(s => s.Of(once))];
        var intervals = new Lazy<MetricInterval[]>(() => MetricIntervals.Of(statistics, values, predictions, seed));
        MetricResult[] results = [.. values.Select((value, i) => new MetricResult(value, new Lazy<MetricInterval>(() => intervals.Value[i])))];
        for (int m = 0; m < Metric.All.Count; m++)
        {
            _results[Metric.All[m]] = results[m];
        }

        ByClass =
        [
            .. predictions.ClassNames.Select((label, c) => new ClassResult(
                label,
                predictions.Labels.LongCount(l => l == c),
                ClassMetric.All.Select((metric, m) => (metric, Result: results[Metric.All.Count + (m * classes) + c]))
                    .ToDictionary(r => r.metric, r => r.Result))),
        ];
    }

    /// <summary>Measures predictions.</summary>
    /// <param name="predictions">May be of no image: then every metric is undefined.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    public static ClassificationMetrics Of(LabelledPredictions predictions, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return new ClassificationMetrics(predictions, new Seed((ulong)seed).For("bootstrap"));
    }

    /// <summary>Class names, in the order of <see cref="ByClass"/>.</summary>
    public IReadOnlyList<string> ClassNames => _predictions.ClassNames;

    /// <summary>The class that sensitivity and its kin speak of; null where none is chosen, which leaves these undefined.</summary>
    public string? PositiveLabel => _predictions.PositiveLabel;

    /// <summary>Number of images.</summary>
    public long Images => _predictions.Count;

    /// <summary>Number of patients; an image of an unknown patient counts as one.</summary>
    public int Patients => _predictions.Patients.Count;

    /// <summary>True where a known patient has several images, and all intervals are therefore by patient.</summary>
    public bool HasPatientsWithSeveralImages => _predictions.Patients.AnyHasSeveralImages;

    /// <summary>Counts [true][predicted].</summary>
    public ConfusionMatrix ConfusionMatrix { get; }

    /// <summary>Each class against the rest, in the order of the class names.</summary>
    public IReadOnlyList<ClassResult> ByClass { get; }

    /// <summary>What a metric was measured at; any, also one that is not in <see cref="Metric.All"/>.</summary>
    public MetricResult this[Metric metric]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(metric);
            return _results.TryGetValue(metric, out MetricResult? result) ? result : MetricIntervals.Of([metric.Of(_predictions)], _predictions, _seed)[0];
        }
    }

    /// <inheritdoc cref="Evaluation.Metrics.AccuracyMetric"/>
    public MetricResult Accuracy => this[Metric.Accuracy];

    /// <inheritdoc cref="Evaluation.Metrics.BalancedAccuracyMetric"/>
    public MetricResult BalancedAccuracy => this[Metric.BalancedAccuracy];

    /// <inheritdoc cref="Evaluation.Metrics.SensitivityMetric"/>
    public MetricResult Sensitivity => this[Metric.Sensitivity];

    /// <inheritdoc cref="Evaluation.Metrics.SpecificityMetric"/>
    public MetricResult Specificity => this[Metric.Specificity];

    /// <inheritdoc cref="Evaluation.Metrics.PositivePredictiveValueMetric"/>
    public MetricResult PositivePredictiveValue => this[Metric.PositivePredictiveValue];

    /// <inheritdoc cref="Evaluation.Metrics.NegativePredictiveValueMetric"/>
    public MetricResult NegativePredictiveValue => this[Metric.NegativePredictiveValue];

    /// <inheritdoc cref="Evaluation.Metrics.F1Metric"/>
    public MetricResult F1 => this[Metric.F1];

    /// <inheritdoc cref="Evaluation.Metrics.MacroF1Metric"/>
    public MetricResult MacroF1 => this[Metric.MacroF1];

    /// <inheritdoc cref="Evaluation.Metrics.AurocMetric"/>
    public MetricResult Auroc => this[Metric.Auroc];

    /// <inheritdoc cref="Evaluation.Metrics.AveragePrecisionMetric"/>
    public MetricResult AveragePrecision => this[Metric.AveragePrecision];

    /// <inheritdoc cref="Evaluation.Metrics.MatthewsCorrelationMetric"/>
    public MetricResult MatthewsCorrelation => this[Metric.MatthewsCorrelation];

    /// <inheritdoc cref="Evaluation.Metrics.CohenKappaMetric"/>
    public MetricResult CohenKappa => this[Metric.CohenKappa];

    /// <inheritdoc cref="Evaluation.Metrics.LogLossMetric"/>
    public MetricResult LogLoss => this[Metric.LogLoss];

    /// <inheritdoc cref="Evaluation.Metrics.BrierMetric"/>
    public MetricResult Brier => this[Metric.Brier];

    /// <inheritdoc cref="Evaluation.Metrics.CalibrationErrorMetric"/>
    public MetricResult CalibrationError => this[Metric.CalibrationError];

    /// <summary>For people: how many images, and a short table of the figures to remember, each with its interval; <see cref="Metric.All"/> are the
    /// others.</summary>
    public override string ToString()
    {
        string images = FormattableString.Invariant($"{Images} image{(Images == 1 ? "" : "s")} of {Patients} patient{(Patients == 1 ? "" : "s")}");
        string positive = PositiveLabel is null ? "" : $", positive label {PositiveLabel}";
        return $"{images}{positive}\n{TextTable.Of(Metric.Headline(PositiveLabel).Select(m => (string[])[m.Title, this[m].ToString()]))}";
    }
}
