using CovidClassifier.Evaluation;

namespace CovidClassifier.Tests.Evaluation;

public class HolmTests
{
    // 0.01 x 4 = 0.04; 0.02 x 3 = 0.06; 0.03 x 2 = 0.06; 0.04 x 1 = 0.04, lifted to 0.06
    [Test]
    public void Adjust_FourValues_AsByHand() => Assert.That(Holm.Adjust([0.04, 0.01, 0.03, 0.02]), Is.EqualTo(new[] { 0.06, 0.04, 0.06, 0.06 }).Within(1e-12));

    [Test]
    public void Adjust_Unknown_StaysUnknownAndDoesNotCount() => Assert.That(Holm.Adjust([double.NaN, 0.03]), Is.EqualTo(new[] { double.NaN, 0.03 }));

    [Test]
    public void Adjust_NeverAboveOne() => Assert.That(Holm.Adjust([0.9, 0.8]), Is.EqualTo(new[] { 1.0, 1.0 }));
}
