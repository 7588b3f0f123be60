using CovidClassifier.Evaluation.Calibration;

namespace CovidClassifier.Tests.Evaluation.Calibration;

public sealed class ThresholdTests
{
    [Test]
    public void Youden_SeparatedClasses_LiesInTheMiddleOfTheGap() =>
        Assert.That(Choose(Threshold.Youden, [0.7, 0.9], [0.1, 0.3]), Is.EqualTo(0.5f));

    [Test]
    public void Youden_OverlappingClasses_TakesTheLargestSumOfSensitivityAndSpecificity()
    {
        // cuts from below: J = 0, 1/4, 1/2 (at 0.25: 4 of 4 found, 2 of 4 refused), 1/4, 1/2 (at 0.45: 3 of 4, 3 of 4), 1/4, 1/2 (at 0.65: 2 of 4, 4 of 4)
        Assert.That(Choose(Threshold.Youden, [0.3, 0.5, 0.7, 0.8], [0.1, 0.2, 0.4, 0.6]), Is.EqualTo(0.45f), "of three equally good, the closest to 0.5");
        ThresholdChoice choice = Threshold.Youden.Choose([true, true, false, false, false], [0.9, 0.2, 0.3, 0.1, 0.05]);
        Assert.That(choice.Value, Is.EqualTo(0.15f).Within(1e-7f));
        Assert.That(choice.How, Is.EqualTo("Youden's J on 5 validation images (2 positive): 0.6667, sensitivity 1.0000, specificity 0.6667 there"));
    }

    [Test]
    public void Youden_TwoEquallyCloseToAHalf_TakesTheLower() =>
        Assert.That(Choose(Threshold.Youden, [0.375, 0.75], [0.25, 0.625]), Is.EqualTo(0.3125f), "0.6875 is as good and as close");

    [Test]
    public void Youden_ScoresThatTellNothing_CallsEverythingPositive() =>
        Assert.That(Choose(Threshold.Youden, [0.5, 0.5], [0.5, 0.5]), Is.EqualTo(0.25f), "0.75 would miss every positive image, and is as good by J");

    [Test]
    public void Youden_AnyScores_NoOtherThresholdIsBetter() => SomeScores.ForAll(s =>
    {
        bool[] isPositive = Array.ConvertAll(s.Labels, l => l == 0);
        double[] p = Array.ConvertAll(s.Probabilities, row => row[0]);
        if (!isPositive.Contains(true) || !isPositive.Contains(false))
        {
            return Threshold.Youden.Choose(isPositive, p).Value == 0.5f;
        }

        double chosen = Index(isPositive, p, Threshold.Youden.Choose(isPositive, p).Value);
        return p.SelectMany(x => new[] { x - 2e-6, x + 2e-6 }).All(t => Index(isPositive, p, t) <= chosen + 1e-12);
    });

    [Test]
    public void ForSensitivity_AnyScores_ReachesItAndNoHigherCutDoes([Values(0.5, 0.9, 0.98, 1)] double wanted) => SomeScores.ForAll(s =>
    {
        bool[] isPositive = Array.ConvertAll(s.Labels, l => l == 0);
        double[] p = Array.ConvertAll(s.Probabilities, row => row[0]);
        if (!isPositive.Contains(true) || !isPositive.Contains(false))
        {
            return true;
        }

        double chosen = Threshold.ForSensitivity(wanted).Choose(isPositive, p).Value;
        double Sensitivity(double t) => p.Where((x, i) => isPositive[i] && x >= t).Count() / (double)isPositive.Count(x => x);
        double next = p.Where(x => x >= chosen).Min();
        return Sensitivity(chosen) >= wanted - 1e-9 && Sensitivity(next + 2e-6) < wanted - 1e-9;
    });

    [Test]
    public void ForSensitivity_HandMade_CutsBelowTheLastPositiveNeeded()
    {
        // nine of ten positives suffice: the cut lies between 0.2 and the negative at 0.1
        double[] positives = [0.05, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
        Assert.That(Choose(Threshold.ForSensitivity(0.9), positives, [0.1]), Is.EqualTo(0.15f).Within(1e-7f));
        Assert.That(Choose(Threshold.ForSensitivity(1), positives, [0.1]), Is.EqualTo(0.025f).Within(1e-7f));
    }

    [Test]
    public void Choose_OneSideMissing_StaysAtAHalfAndSaysWhy()
    {
        ThresholdChoice none = Threshold.Youden.Choose([], []);
        Assert.That((none.Value, none.How), Is.EqualTo((0.5f, "0.5, because there are no validation images to choose it on")));
        Assert.That(none.Warning, Is.EqualTo("The threshold is 0.5, because there are no validation images to choose it on."));
        Assert.That(Threshold.Youden.Choose([true, false], [0.8, 0.2]).Warning, Is.Null);
        Assert.That(Threshold.ForSensitivity(0.9).Choose([true], [0.2]).How, Is.EqualTo("0.5, because no validation image is negative to choose it on"));
        Assert.That(Threshold.Youden.Choose([false], [0.2]).How, Is.EqualTo("0.5, because no validation image is positive to choose it on"));
    }

    [Test]
    public void At_AnyData_IsTheGivenNumber() => Assert.That(Threshold.At(0.25).Choose([], []), Is.EqualTo(new ThresholdChoice(0.25f, "given as 0.25")));

    [Test]
    public void Thresholds_OutOfRange_AreRefused()
    {
        Assert.That(() => Threshold.At(1.5), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("value must lie between 0 and 1, got 1.5."));
        Assert.That(() => Threshold.ForSensitivity(0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("The sensitivity must lie above 0 and be 1 at most, got 0."));
        Assert.That(() => Threshold.ForSensitivity(double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static double Index(bool[] isPositive, double[] p, double threshold)
    {
        double found = p.Where((x, i) => isPositive[i] && x >= threshold).Count(), taken = p.Where((x, i) => !isPositive[i] && x >= threshold).Count();
        return (found / isPositive.Count(x => x)) - (taken / isPositive.Count(x => !x));
    }

    private static float Choose(Threshold threshold, double[] positives, double[] negatives) =>
        threshold.Choose([.. positives.Select(_ => true), .. negatives.Select(_ => false)], [.. positives, .. negatives]).Value;
}
