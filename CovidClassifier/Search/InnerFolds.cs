using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Search;

/// <summary>The images that a search has, dealt into folds, and what trials' predictions on them are worth.</summary>
internal sealed class InnerFolds
{
    private readonly LabelledImages _images;
    private readonly int[] _counts;
    private readonly Metric _metric;
    private readonly long _seed;

    /// <param name="images">Of all folds, one fold after the other.</param>
    /// <param name="counts">Number of images of each fold.</param>
    /// <param name="metric">What trials are ranked by.</param>
    /// <param name="seed">Where the bootstrap's draws come from.</param>
    public InnerFolds(LabelledImages images, int[] counts, Metric metric, long seed)
    {
        _images = images;
        _counts = counts;
        _metric = metric;
        _seed = seed;
    }

    public int Count => _counts.Length;

    /// <summary>Every figure over the first folds, pooled.</summary>
    public ClassificationMetrics Measure(IEnumerable<FoldScore> folds) => ClassificationMetrics.Of(Predictions(Probabilities(folds)), _seed);

    /// <summary>A complete trial's figures on each source.</summary>
    public LeftOutSources Sources(Trial trial) => new(Predictions(Probabilities(trial.Folds)), _seed, []);

    /// <summary>Over the first <paramref name="folds"/> folds, which the trial must have.</summary>
    public TrialMerit Merit(Trial trial, int folds) => Merit(Probabilities(trial.Folds.Take(folds)));

    public TrialMerit Merit(double[][] probabilities)
    {
        LabelledPredictions predictions = Predictions(probabilities);
        return new TrialMerit(_metric.Merit(predictions), -Metric.LogLoss.Merit(predictions));
    }

    /// <summary>Of all images of the trial's folds.</summary>
    public double[][] Probabilities(IEnumerable<FoldScore> folds) => [.. folds.SelectMany(f => f.Logits).Select(Evaluation.Probabilities.Of)];

    /// <summary>
    /// How much worse the first is than the second by the metric, in standard errors of the paired difference over patients; 0 where it is not worse, infinite
    /// where the error cannot be told.
    /// </summary>
    public double StandardErrorsBelow(double[][] first, double[][] second)
    {
        double deficit = Merit(second).Metric - Merit(first).Metric;
        if (!(deficit > 0))
        {
            return 0;
        }

        PairedTest test = _metric.Test(Predictions(first), Predictions(second), _seed);

        // a 95 % interval is 3.92 standard errors wide
        double error = (test.Interval.High - test.Interval.Low) / 3.92;
        return error > 0 ? deficit / error : double.PositiveInfinity;
    }

    /// <summary>With the labels that a model with the threshold 0.5 gives.</summary>
    private LabelledPredictions Predictions(double[][] probabilities)
    {
        LabelledImages images = probabilities.Length == _images.Count ? _images : _images.At([.. Enumerable.Range(0, probabilities.Length)]);
        return new LabelledPredictions(images, probabilities, Array.ConvertAll(probabilities, row => images.Positive is { } positive && row[positive] >= 0.5
            ? positive
            : Enumerable.Range(0, row.Length).Where(c => c != images.Positive).MaxBy(c => row[c])));
    }
}
