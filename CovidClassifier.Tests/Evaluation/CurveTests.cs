using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Evaluation;

public class CurveTests
{
    // two positives at 0.9 and 0.7, two negatives at 0.8 and 0.1
    private static readonly RankedScores Four = new([true, false, true, false], [0.9, 0.8, 0.7, 0.1]);

    [Test]
    public void Roc_FourImages_HasTheCornersWorkedByHand() => Assert.That(
        new RocCurve().Points(Four.FromTheTop()),
        Is.EqualTo(new CurvePoint[] { new(0, 0), new(0, 0.5), new(0.5, 0.5), new(0.5, 1), new(1, 1) }));

    [Test]
    public void PrecisionRecall_FourImages_HasTheStepsWorkedByHand() => Assert.That(
        new PrecisionRecallCurve().Points(Four.FromTheTop()),
        Is.EqualTo(new CurvePoint[] { new(0, 1), new(0.5, 1), new(0.5, 2.0 / 3), new(1, 2.0 / 3) }));

    [Test]
    public void Heights_FourImages_AreThoseOfTheCurve()
    {
        double[] places = [0, 0.25, 0.5, 0.75, 1];
        Assert.That(Heights(new RocCurve(), Four, places), Is.EqualTo(new[] { 0.5, 0.5, 1, 1, 1 }));
        Assert.That(Heights(new PrecisionRecallCurve(), Four, places), Is.EqualTo(new[] { 1, 1, 1, 2.0 / 3, 2.0 / 3 }));
    }

    [Test]
    public void Curves_ManyImagesWithTies_EncloseTheAreasOfTheMetrics()
    {
        RankedScores many = Many(out _, out _);
        Assert.That(Area(new RocCurve().Points(many.FromTheTop())), Is.EqualTo(many.Auroc().Value).Within(1e-12));
        Assert.That(Area(new PrecisionRecallCurve().Points(many.FromTheTop())), Is.EqualTo(many.AveragePrecision().Value).Within(1e-12));
    }

    [Test]
    public void Curves_ImagesCountedSeveralTimes_AreThoseOfCopies()
    {
        RankedScores many = Many(out bool[] isPositive, out double[] scores);
        int[] weights = [.. scores.Select((_, i) => i % 3)];
        int[] copies = [.. weights.SelectMany((w, i) => Enumerable.Repeat(i, w))];
        var copied = new RankedScores([.. copies.Select(i => isPositive[i])], [.. copies.Select(i => scores[i])]);
        double[] places = [.. Enumerable.Range(0, 21).Select(i => i / 20.0)];
        foreach (ICurve curve in new ICurve[] { new RocCurve(), new PrecisionRecallCurve() })
        {
            double[] weighted = new double[places.Length];
            curve.Heights(many.FromTheTop(weights), places, weighted);
            Assert.That(weighted, Is.EqualTo(Heights(curve, copied, places)).Within(1e-12));
        }
    }

    [Test]
    public void Curves_WithoutAPositiveImage_AreNotDefined()
    {
        var none = new RankedScores([false, false], [0.2, 0.7]);
        Assert.That(new RocCurve().Points(none.FromTheTop()), Is.Empty);
        Assert.That(new PrecisionRecallCurve().Points(none.FromTheTop()), Is.Empty);
        Assert.That(Heights(new RocCurve(), none, [0, 1]), Is.All.NaN);
        Assert.That(Heights(new PrecisionRecallCurve(), none, [0, 1]), Is.All.NaN);
    }

    [Test]
    public void Bands_HoldTheCurve()
    {
        Many(out bool[] isPositive, out double[] scores);
        LabelledPredictions images = SomeScores.Of(
            ["a", "b"], "b", [.. isPositive.Select(p => p ? 1 : 0)], [.. scores.Select(s => new[] { 1 - s, s })], [.. scores.Select(s => s >= 0.5 ? 1 : 0)],
                [.. scores.Select((_, i) => $"{i / 2}")]);
        ClassCurves curves = BandedCurves.Of(images, [1], new Seed(5))[0];
        double[] heights = Heights(new RocCurve(), images.Ranking(1), [.. curves.RocBand.Select(b => b.X)]);
        Assert.That(curves.RocBand.Zip(heights).Where(p => p.Second < p.First.Interval.Low || p.Second > p.First.Interval.High), Is.Empty);
        Assert.That(curves.RocBand.Any(b => b.Interval.Low < b.Interval.High), Is.True);
    }

    private static double[] Heights(ICurve curve, RankedScores ranking, double[] places)
    {
        double[] heights = new double[places.Length];
        curve.Heights(ranking.FromTheTop(), places, heights);
        return heights;
    }

    private static double Area(IReadOnlyList<CurvePoint> points) =>
        points.Zip(points.Skip(1)).Sum(p => (p.Second.X - p.First.X) * (p.First.Y + p.Second.Y) / 2);

    // scores in steps of 0.05, so that many are equal
    private static RankedScores Many(out bool[] isPositive, out double[] scores)
    {
        RandomStream random = new Seed(9).For("curves").Open();
        isPositive = [.. Enumerable.Range(0, 120).Select(i => i % 4 == 0)];
        scores = Array.ConvertAll(isPositive, p => (random.Below(14) + (p ? 6 : 0)) / 20.0);
        return new RankedScores(isPositive, scores);
    }
}
