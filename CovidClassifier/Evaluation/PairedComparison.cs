using CovidClassifier.Plumbing;

namespace CovidClassifier.Evaluation;

/// <summary>
/// Two models on the same images, metric by metric. Where any patient has several images, every test and interval is a paired bootstrap
/// over patients: both
/// models are measured on each of the 2,000 draws. Where each patient has one image, accuracy is tested by McNemar and AUROC by paired
/// DeLong; the others by the bootstrap.
/// </summary>
public static class PairedComparison
{
    /// <summary>
    /// Compares the figures of <see cref="ClassificationMetrics.ByName"/>, by the same names; differences are first minus second.
    /// </summary>
    /// <param name="classNames">As for
    /// <see cref="ClassificationMetrics.Compute(IReadOnlyList{string}, string?, int[], double[][], int[])"/>; the same for both
    /// models.</param>
    /// <param name="positiveLabel">One of <paramref name="classNames"/>, or null.</param>
    /// <param name="labels">True class of each image.</param>
    /// <param name="first">The first model's probabilities (a row for each image) and predicted labels.</param>
    /// <param name="second">The second model's, for the same images in the same order.</param>
    /// <param name="patientIds">Patient of each image, null where not known: then the image counts as a patient of its own. Null as a
    /// whole: no patient is known.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    /// <exception cref="ArgumentException">An input breaks a rule; the message names the first image that does.</exception>
    public static IReadOnlyDictionary<string, PairedTest> Compute(
        IReadOnlyList<string> classNames,
        string? positiveLabel,
        int[] labels,
        (double[][] Probabilities, int[] PredictedLabels) first,
        (double[][] Probabilities, int[] PredictedLabels) second,
        IReadOnlyList<string?>? patientIds = null,
        long seed = 1)
    {
        var one = new ScoredImages(classNames, positiveLabel, labels, first.Probabilities, first.PredictedLabels);
        var two = new ScoredImages(classNames, positiveLabel, labels, second.Probabilities, second.PredictedLabels);
        var patients = new PatientIndex(patientIds, labels.Length);
        Figure[] figures = [.. Figure.OfWhole(one.ClassNames, one.Positive)];
        double[][] draws = labels.Length == 0
            ? [.. figures.Select(_ => Array.Empty<double>())]
            : new PatientBootstrap(patients, labels.Length, new Seed((ulong)seed).For("bootstrap")).Run(
                figures.Length, (weights, values) => Differences(figures, one, two, weights).Select(m => m.Value).ToArray().CopyTo(values, 0));
        Metric[] seen = [.. Differences(figures, one, two, one.Once)];
        return figures.Select((figure, f) => (figure.Name, Test: Test(figure, seen[f], draws[f], one, two, patients)))
            .ToDictionary(t => t.Name, t => t.Test, StringComparer.Ordinal);
    }

    private static IEnumerable<Metric> Differences(Figure[] figures, ScoredImages one, ScoredImages two, int[] weights)
    {
        ClassificationMetrics first = new(one, weights), second = new(two, weights);
        return figures.Select(f => Difference(f.Value(first), f.Value(second)));
    }

    private static Metric Difference(Metric first, Metric second) =>
        !first.IsDefined ? first : !second.IsDefined ? second : Metric.Of(first.Value - second.Value);

    private static PairedTest Test(Figure figure, Metric difference, double[] draws, ScoredImages one, ScoredImages two, PatientIndex patients)
    {
        if (!difference.IsDefined)
        {
            return PairedTest.Undefined(difference.Reason!);
        }

        if (!patients.AnyHasSeveralImages && figure.AreaOf is { } c)
        {
            return DeLong.Compare(one.Rankings[c], two.Rankings[c]);
        }

        MetricInterval interval = PatientBootstrap.Interval(draws);
        return !patients.AnyHasSeveralImages && figure.Rate == Rate.Accuracy
            ? new PairedTest(difference, interval, McNemar.PValue(Alone(one, two), Alone(two, one)), McNemar.Name)
            : new PairedTest(difference, interval, interval.IsDefined ? PatientBootstrap.PValue(draws) : double.NaN, interval.Method);
    }

    /// <summary>Number of images that the first has right and the second has wrong.</summary>
    private static long Alone(ScoredImages right, ScoredImages wrong) =>
        right.Labels.Where((label, i) => right.PredictedLabels[i] == label && wrong.PredictedLabels[i] != label).LongCount();
}
