using CovidClassifier.Evaluation;
using CovidClassifier.Evaluation.Statistics;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Evaluation;

public sealed class AurocTests
{
    private static readonly int[] Sizes = [2, 3, 10, 61, 300];

    [Test]
    public void Of_WorkedCase_CountsPairsAndHalfTies()
    {
        // positives 0.9, 0.5, 0.5; negatives 0.7, 0.5: pairs won 1+1, 0+half, 0+half = 3 of 6
        MetricValue area = Auroc.Of([true, false, true, false, true], [0.9, 0.7, 0.5, 0.5, 0.5]);
        Assert.That(area, Is.EqualTo(MetricValue.Of(0.5)));
    }

    [Test]
    public void Of_PerfectAndReversedOrder_GivesOneAndZero()
    {
        Assert.That(Auroc.Of([false, false, true], [1, 2, 3]).Value, Is.EqualTo(1));
        Assert.That(Auroc.Of([true, true, false], [1, 2, 3]).Value, Is.EqualTo(0));
        Assert.That(Auroc.Of([true, true, false], [2, 2, 2]).Value, Is.EqualTo(0.5), "equal scores are chance");
    }

    [Test]
    public void Of_RandomScoresWithTies_EqualsPairwiseCount([ValueSource(nameof(Sizes))] int images, [Values(3, 1000000)] int levels)
    {
        (bool[] isPositive, double[] scores) = Draw(images, levels);
        double won = 0;
        long pairs = 0;
        for (int i = 0; i < images; i++)
        {
            for (int j = 0; j < images; j++)
            {
                if (isPositive[i] && !isPositive[j])
                {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        Assert.That(Auroc.Of(isPositive, scores).Value, Is.EqualTo(won / pairs).Within(1e-12));
    }

    [Test]
    public void Of_OtherOrderOfImages_IsUnchanged()
    {
        (bool[] isPositive, double[] scores) = Draw(100, 20);
        int[] order = [.. Enumerable.Range(0, 100)];
        new Seed(3).Open().Shuffle<int>(order);
        Assert.That(
            Auroc.Of(Array.ConvertAll(order, i => isPositive[i]), Array.ConvertAll(order, i => scores[i])),
            Is.EqualTo(Auroc.Of(isPositive, scores)));
    }

    [Test]
    public void Of_MonotoneScores_IsUnchangedAndMirroredByNegation()
    {
        (bool[] isPositive, double[] scores) = Draw(100, 20);
        MetricValue area = Auroc.Of(isPositive, scores);
        Assert.That(Auroc.Of(isPositive, Array.ConvertAll(scores, s => Math.Exp(3 * s) - 7)), Is.EqualTo(area));
        Assert.That(Auroc.Of(isPositive, Array.ConvertAll(scores, s => -s)).Value, Is.EqualTo(1 - area.Value).Within(1e-12));
    }

    [Test]
    public void Of_OneSidedData_IsUndefinedWithReason()
    {
        Assert.That(Auroc.Of([false], [0.1]), Is.EqualTo(new MetricValue(double.NaN, "there is no positive image")));
        Assert.That(Auroc.Of([true], [0.1]), Is.EqualTo(new MetricValue(double.NaN, "there is no negative image")));
        Assert.That(Auroc.Of([], []).IsDefined, Is.False);
    }

    [Test]
    public void Of_BadScores_AreRefused()
    {
        Assert.That(
            () => Auroc.Of([true, false], [0.1]),
            Throws.ArgumentException.With.Message.StartsWith("AUROC needs one score for each of the 2 images, got 1."));
        Assert.That(
            () => Auroc.Of([true, false], [0.1, double.NaN]),
            Throws.ArgumentException.With.Message.StartsWith("Scores must be numbers, got NaN for image 1."));
    }

    [Test]
    public void Of_TwoHundredThousandImages_DoesNotOverflow()
    {
        bool[] isPositive = [.. Enumerable.Range(0, 200_000).Select(i => i >= 100_000)];
        Assert.That(Auroc.Of(isPositive, [.. Enumerable.Range(0, 200_000).Select(i => (double)i)]).Value, Is.EqualTo(1));
    }

    private static (bool[] IsPositive, double[] Scores) Draw(int images, int levels)
    {
        RandomStream random = new Seed(11).For(images).For(levels).Open();
        bool[] isPositive = [.. Enumerable.Range(0, images).Select(i => i == 0 || (i > 1 && random.Below(3) == 0))];
        return (isPositive, [.. Enumerable.Range(0, images).Select(_ => (double)random.Below(levels))]);
    }
}
