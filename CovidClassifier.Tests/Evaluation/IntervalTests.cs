using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Tests.Evaluation;

/// <summary>Closed-form intervals, variances and tests.</summary>
public sealed class IntervalTests
{
    // python3-scipy 1.10.1: scipy.stats.binomtest(k, n).proportion_ci(method='wilson')
    [TestCase(0, 10, 0.0, 0.27753279986288926)]
    [TestCase(10, 10, 0.7224672001371109, 1.0)]
    [TestCase(81, 263, 0.2552885198782742, 0.36620957698280004)]
    [TestCase(15, 148, 0.06238639953073629, 0.16048724172330803)]
    [TestCase(1, 29, 0.006113214292762667, 0.17175521879320282)]
    public void Wilson_AnyShare_MatchesScipy(int part, int whole, double low, double high)
    {
        MetricInterval interval = Wilson.Interval(part, whole);
        Assert.That((interval.Low, interval.High, interval.Method), Is.EqualTo((low, high, "Wilson")).Using<(double, double, string)>(
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-12 && Math.Abs(a.Item2 - b.Item2) < 1e-12 && a.Item3 == b.Item3));
    }

    [Test]
    public void Wilson_NoImages_IsUndefinedAndTooManyAreRefused()
    {
        Assert.That(Wilson.Interval(0, 0).IsDefined, Is.False);
        Assert.That(() => Wilson.Interval(3, 2),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("A share's part must lie between 0 and the whole, 2."));
    }

    // python3-scipy 1.10.1: 2 * scipy.stats.norm.sf(z)
    [TestCase(0, 1)]
    [TestCase(0.1, 0.920344325445942)]
    [TestCase(-1, 0.31731050786291415)]
    [TestCase(1.959963984540054, 0.05)]
    [TestCase(3, 0.0026997960632601866)]
    [TestCase(4, 6.334248366623973e-05)]
    [TestCase(8, 1.244192114854348e-15)]
    public void TwoSided_AnyDistance_MatchesScipy(double z, double chance) =>
        Assert.That(NormalDistribution.TwoSided(z), Is.EqualTo(chance).Within(1e-10).Percent);

    // python3-scipy 1.10.1: scipy.stats.binomtest(b, b + c, 0.5).pvalue
    [TestCase(6, 0, 0.03125)]
    [TestCase(1, 9, 0.021484375)]
    [TestCase(12, 5, 0.143463134765625)]
    [TestCase(30, 50, 0.03299261842647619)]
    [TestCase(400, 480, 0.007707305043339113)]
    [TestCase(3, 3, 1)]
    [TestCase(0, 0, 1)]
    [TestCase(0, 5000, 0)]
    public void McNemar_AnyCounts_IsTheExactBinomialTest(long first, long second, double p)
    {
        Assert.That(McNemar.PValue(first, second), Is.EqualTo(p).Within(1e-8).Percent.Or.EqualTo(p).Within(1e-300));
        Assert.That(McNemar.PValue(second, first), Is.EqualTo(McNemar.PValue(first, second)));
    }

    [Test]
    public void DeLong_HandMade_GivesTheWorkedVariance()
    {
        // positives 3, 1; negatives 2, 0: components of positives 1, 1/2, of negatives 1/2, 1; both variances 1/8, halved: 1/16 + 1/16
        RankedScores ranking = Ranking([true, true, false, false], [3, 1, 2, 0]);
        Assert.That(DeLong.Covariance(ranking, ranking), Is.EqualTo(0.125).Within(1e-15));
        MetricInterval interval = DeLong.Interval(ranking);
        Assert.That(interval.Low, Is.EqualTo(0.75 - (1.959963984540054 * Math.Sqrt(0.125))).Within(1e-12));
        Assert.That((interval.High, interval.Method), Is.EqualTo((1.0, "DeLong")), "cut off at 1");
    }

    [Test]
    public void DeLong_RandomScoresWithTies_EqualsTheDefinition() => SomeScores.ForAll(s =>
    {
        bool[] isPositive = Array.ConvertAll(s.Labels, l => l == 0);
        double[] one = Array.ConvertAll(s.Probabilities, row => Math.Round(row[0], 1)), two = Array.ConvertAll(s.Probabilities, row => Math.Round(row[1], 2));
        double[] a = SlowComponents(isPositive, one), b = SlowComponents(isPositive, two);
        double slow = SlowCovariance(isPositive, true, a, b) + SlowCovariance(isPositive, false, a, b);
        double fast = DeLong.Covariance(Ranking(isPositive, one), Ranking(isPositive, two));
        return double.IsFinite(slow) ? Math.Abs(slow - fast) < 1e-12 : !double.IsFinite(fast);
    });

    [Test]
    public void DeLong_EveryPositiveAboveEveryNegative_HasAWidthAfterNewcombe()
    {
        bool[] isPositive = [.. Enumerable.Range(0, 100).Select(i => i >= 50)];
        MetricInterval interval = DeLong.Interval(Ranking(isPositive, [.. Enumerable.Range(0, 100).Select(i => (double)i)]));
        Assert.That((interval.High, interval.Method), Is.EqualTo((1.0, "Newcombe")));
        Assert.That(interval.Low, Is.EqualTo(0.9611).Within(0.001), "(1 - a)^2 = z^2 V(a) with V near (1 - a)(1 + 49 / 2) / 2500");
    }

    [Test]
    public void Newcombe_AnyArea_SolvesItsEquationAndMirrors()
    {
        MetricInterval interval = Newcombe.Interval(0.8, 30, 70), mirrored = Newcombe.Interval(0.2, 70, 30);
        double V(double a) => a * (1 - a) * (1 + (49 * (((1 - a) / (2 - a)) + (a / (1 + a))))) / 2100;
        Assert.That(0.8 - interval.Low, Is.EqualTo(1.959963984540054 * Math.Sqrt(V(interval.Low))).Within(1e-9));
        Assert.That(interval.High - 0.8, Is.EqualTo(1.959963984540054 * Math.Sqrt(V(interval.High))).Within(1e-9));
        Assert.That((mirrored.Low, mirrored.High), Is.EqualTo((1 - interval.High, 1 - interval.Low)));
    }

    [Test]
    public void DeLong_SameScores_DifferByNothing()
    {
        SomeScores s = SomeScores.Draw(40);
        RankedScores ranking = Ranking(Array.ConvertAll(s.Labels, l => l == 0), Array.ConvertAll(s.Probabilities, row => row[0]));
        PairedTest same = DeLong.Compare(ranking, ranking);
        Assert.That((same.Difference, same.PValue), Is.EqualTo((0.0, 1.0)));
    }

    private static RankedScores Ranking(bool[] isPositive, double[] scores) => new(isPositive, scores);

    private static double[] SlowComponents(bool[] isPositive, double[] scores) =>
    [
        .. scores.Select((own, i) => scores.Where((_, j) => isPositive[j] != isPositive[i]).DefaultIfEmpty(double.NaN)
            .Average(other => own == other ? 0.5 : (own > other) == isPositive[i] ? 1 : double.IsNaN(other) ? double.NaN : 0)),
    ];

    private static double SlowCovariance(bool[] isPositive, bool side, double[] a, double[] b)
    {
        int[] own = [.. Enumerable.Range(0, a.Length).Where(i => isPositive[i] == side)];
        return own.Sum(i => (a[i] - own.Average(j => a[j])) * (b[i] - own.Average(j => b[j]))) / (own.Length - 1.0) / own.Length;
    }
}
