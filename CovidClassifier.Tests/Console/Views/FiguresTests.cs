using CovidClassifier.Console.Views;

namespace CovidClassifier.Tests.Console.Views;

public class FiguresTests
{
    [TestCase(0.5, "0.5000")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(0.00009, "< 0.0001")]
    [TestCase(0, "< 0.0001")]
    [TestCase(double.NaN, "undefined")]
    public void PValue_IsNeverShownAsNothing(double chance, string shown) => Assert.That(Figures.PValue(chance), Is.EqualTo(shown));
}
