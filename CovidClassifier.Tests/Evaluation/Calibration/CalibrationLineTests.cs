using CovidClassifier.Evaluation.Calibration;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Evaluation.Calibration;

public class CalibrationLineTests
{
    // 3/4 came true for 9 of 10, 1/4 for 1 of 10: odds of 3 were 9 and of 1/3 were 1/9, logits twice as far out
    private static readonly (double, int, int)[] TooTimid = [(0.75, 9, 1), (0.25, 1, 9)];

    [Test]
    public void Of_OddsThatShouldBeSquared_HasSlopeTwoAndInterceptNought()
    {
        CalibrationLine line = CalibrationLine.Of(Images(TooTimid));
        Assert.That(line.Slope.Value, Is.EqualTo(2).Within(1e-9));
        Assert.That(line.Intercept.Value, Is.EqualTo(0).Within(1e-9));

        // two logits, two parameters: the error is that of the two shares, each 0.9 x 0.1 over 10 images, here with 20 patients for 19
        double error = 1.959964 * Math.Sqrt(1 / (20 * 0.09 * Math.Pow(Math.Log(3), 2)) * 20 / 19);
        Assert.That(line.Slope.Interval.Low, Is.EqualTo(2 - error).Within(1e-6));
        Assert.That(line.Slope.Interval.High, Is.EqualTo(2 + error).Within(1e-6));
    }

    // 12 of 16 came true where each was called 1/2: odds of 3
    [Test]
    public void Of_EqualProbabilities_HasNoSlope_AndTheInterceptThatGivesTheirShare()
    {
        CalibrationLine line = CalibrationLine.Of(Images((0.5, 12, 4)));
        Assert.That(line.Slope.Reason, Is.EqualTo("all images have the same probability"));
        Assert.That(line.Intercept.Value, Is.EqualTo(Math.Log(3)).Within(1e-9));

        // sum of squared residuals 12 x 1/16 + 4 x 9/16 = 3, over the squared sum of weights (16 x 3/16)^2 = 9
        double error = 1.959964 * Math.Sqrt(3 / 9.0 * 16 / 15);
        Assert.That(line.Intercept.Interval.High, Is.EqualTo(Math.Log(3) + error).Within(1e-6));
    }

    [Test]
    public void Of_ProbabilitiesAllTooHigh_HasAnInterceptBelowNought() =>
        Assert.That(CalibrationLine.Of(Images((0.9, 5, 5), (0.6, 2, 8))).Intercept.Interval.High, Is.LessThan(0));

    // the same truth told twice by every patient is no more truth
    [Test]
    public void Of_EveryImageTwiceByItsPatient_KeepsTheInterval()
    {
        LabelledPredictions once = Images(TooTimid), twice = Images(TooTimid, copies: 2);
        CalibrationLine first = CalibrationLine.Of(once), second = CalibrationLine.Of(twice);
        Assert.That(second.Slope.Interval.Low, Is.EqualTo(first.Slope.Interval.Low).Within(1e-9));
        Assert.That(second.Intercept.Interval.High, Is.EqualTo(first.Intercept.Interval.High).Within(1e-9));
    }

    [Test]
    public void Of_LabelsDrawnByTheirOwnProbabilities_HoldsOneAndNought()
    {
        RandomStream random = new Seed(5).Open();
        LabelledPrediction[] images = [.. Enumerable.Range(0, 4000).Select(i =>
        {
            double p = (1 + random.Below(998)) / 1000.0;
            return Image(p, random.Below(1000) < 1000 * p, FormattableString.Invariant($"patient {i}"));
        })];
        CalibrationLine line = CalibrationLine.Of(new LabelledPredictions(["A", "B"], "A", images));
        Assert.That((line.Slope.Interval.Low, line.Intercept.Interval.Low), Is.LessThan((1.0, 0.0)));
        Assert.That(line.Slope.Interval.High, Is.GreaterThan(1).And.LessThan(1.2));
        Assert.That(line.Intercept.Interval.High, Is.GreaterThan(0).And.LessThan(0.2));
    }

    [TestCase(0.9, 0.1)]
    [TestCase(0.1, 0.9)]
    [TestCase(1.0, 0.0)]
    public void Of_ClassesThatLieApart_HasNoSlope(double positive, double other)
    {
        CalibrationLine line = CalibrationLine.Of(Images((positive, 3, 0), (other, 0, 3)));
        Assert.That(line.Slope.Reason, Is.EqualTo("the probability of A parts the classes without a fault, so that no slope is too steep"));
        Assert.That(line.Intercept.IsDefined, Is.True);
    }

    [Test]
    public void Of_OneClassOrNone_SaysWhyThereIsNoLine()
    {
        Assert.That(CalibrationLine.Of(Images((0.5, 0, 3))).Slope.Reason, Is.EqualTo("no image is labelled A"));
        Assert.That(CalibrationLine.Of(Images((0.5, 3, 0))).Intercept.Reason, Is.EqualTo("no image is labelled other than A"));
        Assert.That(CalibrationLine.Of(new LabelledPredictions(["A", "B"], null, [])).Slope.Reason, Is.EqualTo("no positive label is chosen"));
        Assert.That(CalibrationLine.Of(new LabelledPredictions(["A", "B"], "A", [])).Slope.Reason, Is.EqualTo("no image is labelled A"));
    }

    private static LabelledPredictions Images(params (double Probability, int Positives, int Others)[] groups) => Images(groups, copies: 1);

    private static LabelledPredictions Images((double Probability, int Positives, int Others)[] groups, int copies) => new(
        ["A", "B"],
        "A",
        groups.SelectMany((g, n) => Enumerable.Range(0, (g.Positives + g.Others) * copies).Select(
            i => Image(g.Probability, i / copies < g.Positives, FormattableString.Invariant($"patient {n}.{i / copies}")))));

    private static LabelledPrediction Image(double probability, bool isPositive, string patient) =>
        new(isPositive ? "A" : "B", probability >= 0.5 ? "A" : "B", [probability, 1 - probability]) { PatientId = patient };
}
