using CovidClassifier.Data.Facts;

namespace CovidClassifier.Tests.Data.Facts;

public sealed class ClassIndexTests
{
    private static readonly ClassIndex Classes = new(["COVID-19", "Normal", "covid 19"]);

    [Test]
    public void Of_KnownLabels_GivesTheirPlaces() => Assert.That(Classes.Of(["Normal", "COVID-19", "covid 19"]), Is.EqualTo(new[] { 1, 0, 2 }));

    [TestCase("Pneumonia")]
    [TestCase("normal")]
    [TestCase("")]
    [TestCase(null)]
    public void Of_ALabelThatIsNoClass_IsRefusedAndNeverANumber(string? label) => Assert.That(
        () => Classes.Of(label), Throws.ArgumentException.With.Message.StartsWith($"Label '{label}' is not one of the classes: COVID-19, Normal, covid 19."));

    [TestCase("COVID-19", 0)]
    [TestCase("covid 19", 2)]
    [TestCase("Covid_19", 0)]
    [TestCase("NORMAL", 1)]
    [TestCase("pneumonia", null)]
    public void Meant_TheExactNameComesFirst_ThenOneThatReadsTheSame(string label, int? index) => Assert.That(Classes.Meant(label), Is.EqualTo(index));

    [Test]
    public void OfPositive_IsAClassOrNone()
    {
        Assert.That(Classes.OfPositive(null), Is.Null);
        Assert.That(Classes.OfPositive("Normal"), Is.EqualTo(1));
        Assert.That(
            () => Classes.OfPositive("Covid"),
            Throws.ArgumentException.With.Message.StartsWith("The positive label must be one of the class names (COVID-19, Normal, covid 19), got 'Covid'."));
    }

    [Test]
    public void Names_ThatRepeatOrAreAbsent_AreRefused()
    {
        Assert.That(() => new ClassIndex([]), Throws.ArgumentException.With.Message.StartsWith("There must be one class name or more, got none."));
        Assert.That(() => new ClassIndex(["A", "B", "A"]), Throws.ArgumentException.With.Message.StartsWith("Class names must differ, got 'A' twice."));
    }
}
