using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Foundation;

public class ShownTextTests
{
    [TestCase("Größe 肺炎 🫁", "Größe 肺炎 🫁")]
    [TestCase("a\u001b[2Jb", "a\\u001B[2Jb")]
    [TestCase("left\u202eright", "left\\u202Eright")]
    [TestCase("zero\u200bwidth", "zero\\u200Bwidth")]
    [TestCase("two\nlines\u2028three", "two\\u000Alines\\u2028three")]
    public void Line_WhatATerminalWouldObey_BecomesItsCode(string text, string shown) => Assert.That(ShownText.Line(text), Is.EqualTo(shown));

    [Test]
    public void Cut_WhereACharacterTakesTwo_LeavesItWholeOrOut()
    {
        string lungs = string.Concat(Enumerable.Repeat("\U0001FAC1", 200));
        foreach (string text in new[] { lungs, "a" + lungs, lungs + "a" })
        {
            foreach (string cut in new[] { ShownText.Name(text), ShownText.Of(text) })
            {
                Assert.That(cut.EnumerateRunes().Select(r => r.ToString()).Distinct(), Is.SubsetOf(["a", ".", "\U0001FAC1"]), "no half of one");
            }
        }
    }

    [Test]
    public void Line_HalfACharacter_IsReplaced() => Assert.That(ShownText.Line("a\ud83eb"), Is.EqualTo("a\ufffdb"));

    [Test]
    public void Lines_KeepTheirBreaks() => Assert.That(ShownText.Lines("one\ntwo\r\u0007"), Is.EqualTo("one\ntwo\\u000D\\u0007"));

    [Test]
    public void Name_LongerThanEighty_IsCut_AndTextLosesItsMiddle()
    {
        Assert.That(ShownText.Name(new string('a', 81)), Is.EqualTo(new string('a', 80) + "..."));
        Assert.That(ShownText.Of("begin" + new string('a', 300) + "end"), Has.Length.EqualTo(153).And.StartsWith("begin").And.EndsWith("end"));
    }
}
