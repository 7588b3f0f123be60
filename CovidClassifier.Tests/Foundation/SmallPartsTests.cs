using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

/// <summary>The small parts that everybody uses: tables of text, relays, lazy parts, checks.</summary>
public class SmallPartsTests
{
    [Test]
    public void TextTable_PadsEveryColumnButTheLast() => Assert.That(
        TextTable.Of(["name", "value"], ["a", "1"], ["a longer one", "22"]), Is.EqualTo("name          value\na             1\na longer one  22"));

    [Test]
    public void TextTable_EmptyCells_LeaveNoBlanksAtTheEnd() => Assert.That(TextTable.Of(["a", "", ""], ["bb", "c", ""]), Is.EqualTo("a\nbb  c"));

    [Test]
    public void Relay_HandsOnInAnotherForm_AndNowhereWithoutATarget()
    {
        var told = new List<string>();
        new Relay<int, string>(new Told(told), i => $"{i} images").Report(3);
        Assert.That(told, Is.EqualTo(new[] { "3 images" }));
        Assert.That(() => new Relay<int, string>(null, _ => throw new NotSupportedException()).Report(3), Throws.Nothing);
    }

    [Test]
    public void DisposeIfMade_APartThatNobodyAskedFor_IsNotMadeForIt()
    {
        int made = 0;
        var part = new Lazy<MemoryStream>(() =>
        {
            made++;
            return new MemoryStream();
        });
        part.DisposeIfMade();
        Assert.That(made, Is.Zero);
        MemoryStream stream = part.Value;
        part.DisposeIfMade();
        Assert.That(stream.CanRead, Is.False);
    }

    [TestCase(0, false)]
    [TestCase(0.5, true)]
    [TestCase(1, false)]
    [TestCase(double.NaN, false)]
    public void OpenUnit_ExcludesItsEndsAndNaN(double value, bool isIn) =>
        Expect(() => Check.OpenUnit(value, "share"), isIn, "share must lie strictly between 0 and 1, got ");

    [TestCase(-0.1, false)]
    [TestCase(0, true)]
    [TestCase(1, false)]
    [TestCase(double.NaN, false)]
    public void UnitBelowOne_IncludesNought(double value, bool isIn) =>
        Expect(() => Check.UnitBelowOne(value, "share"), isIn, "share must be at least 0 and below 1, got ");

    [TestCase(0, false)]
    [TestCase(1e-300, true)]
    [TestCase(double.PositiveInfinity, false)]
    [TestCase(double.NaN, false)]
    public void Positive_ExcludesNoughtAndInfinity(double value, bool isIn) =>
        Expect(() => Check.Positive(value, "rate"), isIn, "rate must be a finite number above 0, got ");

    [TestCase(2, true)]
    [TestCase(1, false)]
    public void AtLeast_IncludesTheBound(int value, bool isIn) => Expect(() => Check.AtLeast(value, 2, "folds"), isIn, "folds must be 2 or more, got 1");

    private static void Expect(Action check, bool isIn, string sentence) => Assert.That(
        () => check(), isIn ? Throws.Nothing : Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.StartsWith(sentence));

    private sealed class Told(List<string> told) : IProgress<string>
    {
        public void Report(string value) => told.Add(value);
    }
}
