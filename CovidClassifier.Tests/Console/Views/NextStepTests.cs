using CovidClassifier.Console.Views;

namespace CovidClassifier.Tests.Console.Views;

public class NextStepTests
{
    [TestCase(80, "Next: covid train --data a --out b.zip   # trains it")]
    [TestCase(45, "Next: covid train --data a --out b.zip\n      # trains it")]
    public void Lines_PutThePurposeBesideTheCommandWhereItFits(int width, string lines) =>
        Assert.That(string.Join('\n', new NextStep("covid train --data a --out b.zip", "trains it").Lines(width, "Next: ")), Is.EqualTo(lines));

    [Test]
    public void Lines_OfACommandThatIsTooWide_GoOnAsAShellTakesThem()
    {
        string[] lines = [.. new NextStep("covid explain --model covid.zip a/folder/p0002-AP.png --out map.png", "why?").Lines(66, "Next: ")];
        string goesOn = OperatingSystem.IsWindows() ? "`" : "\\";
        Assert.That(lines, Is.EqualTo(new[]
        {
            $"Next: covid explain --model covid.zip a/folder/p0002-AP.png {goesOn}", "          --out map.png", "      # why?",
        }));
    }

    [Test]
    public void Lines_OfASentence_AreBrokenBetweenWords() =>
        Assert.That(new NextStep("read each of them").Lines(18, "Next: "), Is.EqualTo(new[] { "Next: read each of", "      them" }));
}
