using CovidClassifier.Evaluation.Statistics;

namespace CovidClassifier.Tests.Evaluation.Statistics;

public class PValueTextTests
{
    [TestCase(0.5, "0.5000")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(0.00009, "< 0.0001")]
    [TestCase(0, "< 0.0001")]
    [TestCase(double.NaN, "undefined")]
    public void Of_APValue_IsNeverShownAsNothing(double chance, string shown) => Assert.That(PValueText.Of(chance), Is.EqualTo(shown));
}
