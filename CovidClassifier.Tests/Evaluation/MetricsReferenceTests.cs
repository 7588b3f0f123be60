using CovidClassifier.Evaluation.Metrics;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Evaluation;

/// <summary>Agreement, ranking and calibration figures against scikit-learn and against slow definitions.</summary>
public sealed class MetricsReferenceTests
{
    private const double Exact = 1e-12;

    private static readonly int[] Labels = [2, 0, 2, 1, 0, 2, 2, 0, 2, 0, 1, 2, 2, 0, 1, 2, 2, 2, 0, 1, 1, 1, 2, 2];
    private static readonly int[] Predicted = [1, 1, 2, 1, 1, 1, 1, 0, 2, 1, 0, 2, 2, 1, 1, 2, 0, 2, 1, 1, 1, 1, 2, 1];

    private static readonly double[][] Probabilities =
    [
        [0.14, 0.65, 0.21], [0.13, 0.62, 0.25], [0.04, 0.03, 0.93], [0.22, 0.68, 0.1], [0.21, 0.68, 0.11], [0.07, 0.7, 0.23],
        [0.37, 0.47, 0.16], [0.36, 0.28, 0.36], [0.31, 0.21, 0.48], [0.2, 0.78, 0.02], [0.77, 0.18, 0.05], [0.43, 0.08, 0.49],
        [0.4, 0.08, 0.52], [0.43, 0.52, 0.05], [0.15, 0.59, 0.26], [0.22, 0.03, 0.75], [0.54, 0.23, 0.23], [0.13, 0.06, 0.81],
        [0.39, 0.55, 0.06], [0.01, 0.96, 0.03], [0.29, 0.61, 0.1], [0.06, 0.82, 0.12], [0.12, 0.06, 0.82], [0.3, 0.4, 0.3],
    ];

    [Test]
    public void Compute_ThreeClasses_MatchesScikitLearn()
    {
        // python3-sklearn 1.2.1: balanced_accuracy_score(y, p), matthews_corrcoef(y, p), cohen_kappa_score(y, p),
        // [average_precision_score(y == c, q[:, c]) for c in range(3)], ((q - numpy.eye(3)[y]) ** 2).sum(1).mean() on the arrays above
        ClassificationMetrics metrics =
            ClassificationMetrics.Of(SomeScores.Of(["COVID-19", "Normal", "Pneumonia"], "COVID-19", Labels, Probabilities, Predicted));
        double[] precision = [0.3155284043441938, 0.6296296296296295, 0.9177553927553929];
        Assert.Multiple(() =>
        {
            Assert.That(metrics.BalancedAccuracy.Value, Is.EqualTo(0.5277777777777778).Within(Exact));
            Assert.That(metrics.MatthewsCorrelation.Value, Is.EqualTo(0.37007637284637673).Within(Exact));
            Assert.That(metrics.CohenKappa.Value, Is.EqualTo(0.32307692307692304).Within(Exact));
            Assert.That(metrics.ByClass.Select(c => c.AveragePrecision.Value), Is.EqualTo(precision).Within(Exact));
            Assert.That(metrics.AveragePrecision.Value, Is.EqualTo(precision.Average()).Within(Exact));
            Assert.That(metrics.Brier.Value, Is.EqualTo(0.5754416666666667).Within(Exact));
            Assert.That(metrics.CalibrationError.Value, Is.EqualTo(SlowCalibrationError(Labels, Probabilities)).Within(Exact));
        });
    }

    [Test]
    public void Compute_TwoClasses_MatchesScikitLearn()
    {
        // python3-sklearn 1.2.1 with y == 0, p == 0, q[:, 0]: brier_score_loss, log_loss, roc_auc_score, average_precision_score, matthews_corrcoef,
        // cohen_kappa_score, balanced_accuracy_score
        ClassificationMetrics metrics = ClassificationMetrics.Of(SomeScores.Of(["COVID-19", "rest"],
            "COVID-19",
            Array.ConvertAll(Labels, l => l == 0 ? 0 : 1),
            Array.ConvertAll(Probabilities, row => new[] { row[0], 1 - row[0] }),
            Array.ConvertAll(Predicted, l => l == 0 ? 0 : 1)));
        Assert.Multiple(() =>
        {
            Assert.That(metrics.Brier.Value, Is.EqualTo(0.20602083333333332).Within(Exact));
            Assert.That(metrics.LogLoss.Value, Is.EqualTo(0.5888178519108366).Within(Exact));
            Assert.That(metrics.Auroc.Value, Is.EqualTo(0.5925925925925926).Within(Exact));
            Assert.That(metrics.AveragePrecision.Value, Is.EqualTo(0.3155284043441938).Within(Exact));
            Assert.That(metrics.MatthewsCorrelation.Value, Is.EqualTo(0.07273929674533079).Within(Exact));
            Assert.That(metrics.CohenKappa.Value, Is.EqualTo(0.06666666666666665).Within(Exact));
            Assert.That(metrics.BalancedAccuracy.Value, Is.EqualTo(0.5277777777777778).Within(Exact));
        });
    }

    [Test]
    public void ExpectedCalibrationError_HandMade_WeighsTheGapOfEachBin()
    {
        // one bin: 0.9 and 0.88 with one right: |0.5 - 0.89|; another: 0.6 right: |1 - 0.6|; a bin's upper edge (0.6 = 9 / 15) belongs to it
        ClassificationMetrics metrics = ClassificationMetrics.Of(SomeScores.Of(["A", "B"], "A", [0, 1, 0], [[0.9, 0.1], [0.88, 0.12], [0.6, 0.4]], [1, 1, 1]));
        Assert.That(metrics.CalibrationError.Value, Is.EqualTo(((2 * 0.39) + 0.4) / 3).Within(Exact), "predicted labels play no part");
    }

    [Test]
    public void AveragePrecision_HandMade_AddsPrecisionWhereRecallGrows()
    {
        // down the ranking: + (1/1), - , + and - tied (2/4): 0.5 x 1 + 0.5 x 2/4
        Assert.That(new RankedScores([true, false, true, false], [0.9, 0.8, 0.7, 0.7]).AveragePrecision().Value, Is.EqualTo(0.75).Within(Exact));
        Assert.That(new RankedScores([false, false], [1, 2]).AveragePrecision(), Is.EqualTo(new MetricValue(double.NaN, "there is no positive image")));
        Assert.That(new RankedScores([true, true], [1, 2]).AveragePrecision().Value, Is.EqualTo(1));
    }

    [Test]
    public void AveragePrecision_RandomScoresWithTies_EqualsTheDefinition() => SomeScores.ForAll(s =>
    {
        bool[] isPositive = Array.ConvertAll(s.Labels, l => l == 0);
        double[] scores = Array.ConvertAll(s.Probabilities, row => Math.Round(row[0], 1));
        double sum = 0;
        foreach (double threshold in scores.Distinct())
        {
            double above = scores.Count(x => x >= threshold), right = scores.Where((x, i) => x >= threshold && isPositive[i]).Count();
            sum += scores.Where((x, i) => x == threshold && isPositive[i]).Count() * right / above;
        }

        return Math.Abs(new RankedScores(isPositive, scores).AveragePrecision().Value - (sum / isPositive.Count(p => p))) < Exact;
    });

    [Test]
    public void Agreement_OneClassOnly_IsUndefinedWithReason()
    {
        ClassificationMetrics onlyA = ClassificationMetrics.Of(SomeScores.Of(["A", "B"], null, [0, 0], [[1, 0], [1, 0]], [0, 0]));
        Assert.That(onlyA.MatthewsCorrelation.Reason, Is.EqualTo("all images have the same label"));
        Assert.That(onlyA.CohenKappa.Reason, Is.EqualTo("all labels and predicted labels are the same class"));
        Assert.That(onlyA.BalancedAccuracy.Reason, Is.EqualTo("no image is labelled B"));
        Assert.That(
            ClassificationMetrics.Of(SomeScores.Of(["A", "B"], null, [0, 1], [[1, 0], [1, 0]], [0, 0])).MatthewsCorrelation.Reason,
            Is.EqualTo("all images have the same predicted label"));
    }

    [Test]
    public void Weights_AnyCounts_EqualRepeatedImages() => SomeScores.ForAll(s =>
    {
        RandomStream random = new Seed((ulong)s.Labels.Length).Open();
        int[] weights = Array.ConvertAll(s.Labels, _ => random.Below(4));
        LabelledPredictions images = s.Predictions, repeated = s.At(weights.SelectMany((w, i) => Enumerable.Repeat(i, w))).Predictions;
        Draw fast = new(images, weights), slow = new(repeated);
        return Metric.All.All(m => AreSame(m.Of(images).Of(fast), m.Of(repeated).Of(slow)))
            && ClassMetric.All.All(m => Enumerable.Range(0, s.ClassNames.Length).All(c => AreSame(m.Of(images, c).Of(fast), m.Of(repeated, c).Of(slow))));
    });

    [Test]
    public void Metrics_OtherOrderOfImages_AreUnchanged() => SomeScores.ForAll(s =>
    {
        int[] order = [.. Enumerable.Range(0, s.Labels.Length)];
        new Seed(3).Open().Shuffle<int>(order);
        ClassificationMetrics one = ClassificationMetrics.Of(s.Predictions), other = ClassificationMetrics.Of(s.At(order).Predictions);
        return Metric.All.All(m => AreSame(one[m].Number, other[m].Number));
    });

    private static bool AreSame(MetricValue first, MetricValue second) =>
        first.Reason == second.Reason && (!first.IsDefined || Math.Abs(first.Value - second.Value) < 1e-9);

    private static double SlowCalibrationError(int[] labels, double[][] probabilities) => Enumerable.Range(1, 15).Sum(b =>
    {
        int[] bin = [.. Enumerable.Range(0, labels.Length).Where(i => probabilities[i].Max() is var p && p > (b - 1) / 15.0 && p <= b / 15.0)];
        return bin.Length == 0 ? 0 : bin.Length / (double)labels.Length * Math.Abs(
            bin.Average(i => Array.IndexOf(probabilities[i], probabilities[i].Max()) == labels[i] ? 1.0 : 0) - bin.Average(i => probabilities[i].Max()));
    });
}
