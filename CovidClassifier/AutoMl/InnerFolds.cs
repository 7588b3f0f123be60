using CovidClassifier.Evaluation;

namespace CovidClassifier.AutoMl;

/// <summary>The images that a search has, dealt into folds, and what trials' predictions on them are worth.</summary>
internal sealed class InnerFolds
{
    private readonly string[] _classNames;
    private readonly string? _positiveLabel;
    private readonly int _positive;
    private readonly int[][] _labels;
    private readonly string?[][] _patients;
    private readonly SelectionMetric _metric;
    private readonly long _seed;

    /// <param name="classNames">In the order of the logits.</param>
    /// <param name="positiveLabel">One of them, or null.</param>
    /// <param name="labels">Class index of each image of each fold.</param>
    /// <param name="patients">Patient of each, null where not known.</param>
    /// <param name="metric">What trials are ranked by.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    public InnerFolds(IReadOnlyList<string> classNames, string? positiveLabel, int[][] labels, string?[][] patients, SelectionMetric metric, long seed)
    {
        _classNames = [.. classNames];
        _positiveLabel = positiveLabel;
        _positive = Array.IndexOf(_classNames, positiveLabel);
        _labels = labels;
        _patients = patients;
        _metric = metric;
        _seed = seed;
    }

    public int Count => _labels.Length;

    /// <summary>Every figure over the first folds, pooled.</summary>
    public ClassificationMetrics Measure(IEnumerable<FoldScore> folds)
    {
        double[][] probabilities = Probabilities(folds);
        return ClassificationMetrics.Compute(_classNames, _positiveLabel, Labels(probabilities.Length), probabilities, Predicted(probabilities));
    }

    /// <summary>Over the first <paramref name="folds"/> folds, which the trial must have.</summary>
    public TrialMerit Merit(Trial trial, int folds) => Merit(Probabilities(trial.Folds.Take(folds)));

    public TrialMerit Merit(double[][] probabilities)
    {
        ClassificationMetrics metrics = ClassificationMetrics.Compute(_classNames, _positiveLabel, Labels(probabilities.Length), probabilities, Predicted(probabilities));
        return new TrialMerit(_metric.Merit(metrics), metrics.LogLoss.Value);
    }

    /// <summary>Of all images of the trial's folds.</summary>
    public double[][] Probabilities(IEnumerable<FoldScore> folds) => [.. folds.SelectMany(f => f.Logits).Select(Training.Probabilities.Of)];

    /// <summary>
    /// How much worse the first is than the second by the metric, in standard errors of the paired difference over patients; 0 where it is not worse, infinite where the error cannot be told.
    /// </summary>
    public double StandardErrorsBelow(double[][] first, double[][] second)
    {
        double deficit = Merit(second).Metric - Merit(first).Metric;
        if (!(deficit > 0))
        {
            return 0;
        }

        string?[] patients = [.. _patients.SelectMany(p => p).Take(first.Length)];
        PairedTest test = _metric.Of(PairedComparison.Compute(
            _classNames, _positiveLabel, Labels(first.Length), (first, Predicted(first)), (second, Predicted(second)), patients, _seed));

        // a 95 % interval is 3.92 standard errors wide
        double error = (test.Interval.High - test.Interval.Low) / 3.92;
        return error > 0 ? deficit / error : double.PositiveInfinity;
    }

    private int[] Labels(int images) => [.. _labels.SelectMany(l => l).Take(images)];

    /// <summary>As a model with the threshold 0.5 does.</summary>
    private int[] Predicted(double[][] probabilities) => Array.ConvertAll(probabilities, row =>
    {
        if (_positive >= 0 && row[_positive] >= 0.5)
        {
            return _positive;
        }

        return Enumerable.Range(0, row.Length).Where(c => c != _positive).MaxBy(c => row[c]);
    });
}
