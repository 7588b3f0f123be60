using CovidClassifier.Console;

namespace CovidClassifier.Tests.Console;

public class BrokenLinesTests
{
    [TestCase("saved after 206.8 s.", 18, "saved after\n206.8 s.")]
    [TestCase("AUROC 0.5, 95 % interval", 13, "AUROC 0.5,\n95 % interval")]
    [TestCase("COVID-19     0.5110  0.4890  a.png", 80, "COVID-19     0.5110  0.4890  a.png")]
    [TestCase("COVID-19     0.5110  0.4890  a.png (unsure)", 36, "COVID-19     0.5110  0.4890  a.png\n(unsure)")]
    [TestCase("one two\n  row 3: a b", 10, "one two\n  row 3: a\n    b")]
    [TestCase("x zero-one|minus-one-one", 16, "x zero-one|\nminus-one-one")]
    [TestCase("a-word-that-has-no-end-at-all", 10, "a-word-that-has-no-end-at-all")]
    [TestCase("", 10, "")]
    public void Of_ATooLongLine_BreaksItBetweenWords_NeverBehindANumber(string text, int columns, string lines) =>
        Assert.That(string.Join('\n', BrokenLines.Of(text, columns, hanging: text.Contains("\n  ", StringComparison.Ordinal) ? 2 : 0)), Is.EqualTo(lines));

    [TestCase("Normal  0.43  a/long/p.png (x)", 26, "Normal  0.43  a/long/p.png\n              (x)")]
    [TestCase("Normal  0.43  a/path/that-is-long.png", 27, "Normal  0.43\n  a/path/that-is-long.png")]
    [TestCase("Normal  0.43  a/path/that-is-much-longer.png", 27, "Normal  0.43\na/path/that-is-much-longer.png")]
    public void Of_ARowWhoseLastColumnDoesNotFit_LeavesNoLineEmpty(string row, int columns, string lines) =>
        Assert.That(string.Join('\n', BrokenLines.Of(row, columns, hanging: 14)), Is.EqualTo(lines));
}
