using CovidClassifier.Search;

namespace CovidClassifier.Tests.Search;

public class InnerFoldsTests
{
    private static readonly InnerFolds Folds = SomeTrials.InnerFolds(Metric.Accuracy);

    [TestCase(0.8, 1.0)]
    [TestCase(1.0, 1.4)]
    [TestCase(0.5, 1.5)]
    public void StandardErrorsBelow_OfAccuracies_IsThatOfPairedProportions(double worse, double better)
    {
        double[][] first = Rows(SomeTrials.Trial(1, worse)), second = Rows(SomeTrials.Trial(2, better));

        // Agresti, "Categorical data analysis", 3rd edition, section 11.1.1: the variance of a difference of paired proportions from the images that one of the
        // two alone has right
        double images = first.Length;
        double won = Enumerable.Range(0, first.Length).Count(i => IsRight(second, i) && !IsRight(first, i));
        double lost = Enumerable.Range(0, first.Length).Count(i => IsRight(first, i) && !IsRight(second, i));
        double difference = (won - lost) / images, error = Math.Sqrt((won + lost) - ((won - lost) * (won - lost) / images)) / images;
        Assert.That(difference, Is.GreaterThan(0), "the case is one where the first is worse");
        Assert.That(Folds.StandardErrorsBelow(first, second), Is.EqualTo(difference / error).Within(8).Percent);
    }

    [Test]
    public void StandardErrorsBelow_WhereItIsNotWorse_IsNothing()
    {
        double[][] first = Rows(SomeTrials.Trial(1, 2)), second = Rows(SomeTrials.Trial(2, 0.5));
        Assert.That(Folds.StandardErrorsBelow(first, second), Is.Zero);
        Assert.That(Folds.StandardErrorsBelow(first, first), Is.Zero);
    }

    private static double[][] Rows(Trial trial) => Folds.Probabilities(trial.Folds);

    private static bool IsRight(double[][] rows, int image) => rows[image][0] >= 0.5 == (image % 2 == 0);
}
