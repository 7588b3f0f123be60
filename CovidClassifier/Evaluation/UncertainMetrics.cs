using CovidClassifier.Plumbing;

namespace CovidClassifier.Evaluation;

/// <summary>
/// Metrics with a 95 % interval beside each. Where any patient has several images, every interval is a bootstrap over patients: 2,000
/// draws, percentile, seeded.
/// Where each patient has one image, shares have Wilson's interval and AUROCs DeLong's; the other metrics have the bootstrap. Each interval
/// names its method.
/// </summary>
/// <remarks>
/// Where all bootstrap draws give the same value (every image right), the bootstrap knows no spread: shares then have Wilson's interval and
/// AUROCs Newcombe's, with
/// patients for images, and other metrics none, with the reason. Only sampling of patients is in the intervals, not another training or
/// another hospital.
/// </remarks>
public sealed class UncertainMetrics
{
    private readonly ScoredImages _images;
    private readonly PatientIndex _patients;

    private UncertainMetrics(ScoredImages images, PatientIndex patients, Seed seed)
    {
        _images = images;
        _patients = patients;
        Metrics = new ClassificationMetrics(images, images.Once);
        Figure[] whole = [.. Figure.OfWhole(images.ClassNames, images.Positive)];
        Figure[] all = [.. whole, .. Figure.OfClasses(images.ClassNames)];
        double[][] draws = images.Count == 0 ? [.. all.Select(_ => Array.Empty<double>())] : Draw(all, seed);
        MetricInterval[] intervals = [.. all.Select((figure, f) => Interval(figure, draws[f]))];
        ByName = whole.Select((figure, f) => (figure.Name, intervals[f])).ToDictionary(f => f.Name, f => f.Item2, StringComparer.Ordinal);
        ByClass = all.Zip(intervals).Skip(whole.Length).GroupBy(f => f.First.Name)
            .ToDictionary(f => f.Key, f => (IReadOnlyList<MetricInterval>)[.. f.Select(i => i.Second)], StringComparer.Ordinal);
    }

    /// <summary>The numbers themselves.</summary>
    public ClassificationMetrics Metrics { get; }

    /// <summary>Number of patients; an image of an unknown patient counts as one.</summary>
    public int Patients => _patients.Count;

    /// <summary>True where a known patient has several images, and all intervals are therefore by patient.</summary>
    public bool HasPatientsWithSeveralImages => _patients.AnyHasSeveralImages;

    /// <summary>Interval of each number of <see cref="ClassificationMetrics.ByName"/>, by the same names.</summary>
    public IReadOnlyDictionary<string, MetricInterval> ByName { get; }

    /// <summary>
    /// Intervals of recall, precision, f1, auroc and averagePrecision (these names) of each class, in the order of the class names.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<MetricInterval>> ByClass { get; }

    /// <summary>Computes every metric with its interval.</summary>
    /// <param name="classNames">As for
    /// <see cref="ClassificationMetrics.Compute(IReadOnlyList{string}, string?, int[], double[][], int[])"/>, like all up to the predicted
    /// labels.</param>
    /// <param name="positiveLabel">One of <paramref name="classNames"/>, or null.</param>
    /// <param name="labels">True class of each image.</param>
    /// <param name="probabilities">A row for each image.</param>
    /// <param name="predictedLabels">The model's label for each image.</param>
    /// <param name="patientIds">Patient of each image, null where not known: then the image counts as a patient of its own. Null as a
    /// whole: no patient is known.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    /// <exception cref="ArgumentException">An input breaks a rule; the message names the first image that does.</exception>
    public static UncertainMetrics Compute(
        IReadOnlyList<string> classNames,
        string? positiveLabel,
        int[] labels,
        double[][] probabilities,
        int[] predictedLabels,
        IReadOnlyList<string?>? patientIds = null,
        long seed = 1)
    {
        var images = new ScoredImages(classNames, positiveLabel, labels, probabilities, predictedLabels);
        return new UncertainMetrics(images, new PatientIndex(patientIds, images.Count), new Seed((ulong)seed).For("bootstrap"));
    }

    private double[][] Draw(Figure[] figures, Seed seed) => new PatientBootstrap(_patients, _images.Count, seed).Run(
        figures.Length,
        (weights, values) =>
        {
            var drawn = new ClassificationMetrics(_images, weights);
            for (int f = 0; f < figures.Length; f++)
            {
                values[f] = figures[f].Value(drawn).Value;
            }
        });

    private MetricInterval Interval(Figure figure, double[] draws)
    {
        Metric metric = figure.Value(Metrics);
        if (!metric.IsDefined)
        {
            return MetricInterval.Undefined(metric.Reason!);
        }

        if (!_patients.AnyHasSeveralImages && figure.Rate is { } rate)
        {
            (long part, long whole) = Metrics.ConfusionMatrix.Counts(rate);
            return Wilson.Interval(part, whole);
        }

        if (!_patients.AnyHasSeveralImages && figure.AreaOf is { } c)
        {
            return DeLong.Interval(_images.Rankings[c]);
        }

        if (figure.AreaOf is { } area)
        {
            return AurocInterval.OfDraws(_images.Rankings[area], _patients, draws);
        }

        MetricInterval interval = PatientBootstrap.Interval(draws);
        return interval.IsDefined && interval.Low == interval.High ? WithoutSpread(figure, metric.Value, interval) : interval;
    }

    private MetricInterval WithoutSpread(Figure figure, double value, MetricInterval bootstrap)
    {
        if (figure.Rate is { } rate)
        {
            int patients = _patients.CountOf(i => rate.Whole(_images.Labels[i], _images.PredictedLabels[i]));
            return PatientBootstrap.WithoutSpread(bootstrap, Wilson.Interval(value * patients, patients), FormattableString.Invariant($"of {patients} patients"));
        }

        return MetricInterval.Undefined("all bootstrap draws give the same value: the spread is too small to be seen in these images") with
        {
            DegenerateDraws = bootstrap.DegenerateDraws,
        };
    }
}
