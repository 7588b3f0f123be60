using CovidClassifier.Console.Views;
using Spectre.Console;

namespace CovidClassifier.Tests.Console.Views;

public class FoldingTableTests
{
    [TestCase(40)]
    [TestCase(60)]
    [TestCase(80)]
    [TestCase(150)]
    [TestCase(200)]
    public void Render_AnyWidth_BreaksNoFigureAndKeepsEveryCell(int width)
    {
        string shown = Render(width);
        Assert.That(shown.Split('\n').Max(l => l.Length), Is.LessThanOrEqualTo(width));
        foreach (string cell in (string[])["mobilenetv2", "0.8533", "0.8201 to 0.8803", "2,225,153", "+0.1023", "resnet18"])
        {
            Assert.That(shown, Does.Contain(cell));
        }
    }

    [Test]
    public void Render_AWideTerminal_ShowsATable() => Assert.That(Render(200), Does.Contain("| Network"));

    [Test]
    public void Render_ANarrowTerminal_ShowsALineForEachCell() =>
        Assert.That(
            Render(60),
            Does.Match(@"mobilenetv2 finetune *\n +Standing +best").And.Match(@"Accuracy +0\.8533 \(0\.8201 to 0\.8803\)").And.Not.Contain("|"));

    [Test]
    public void Render_ATerminalThatIsALittleTooNarrow_BreaksIntervalsBehindTheirMiddleWord()
    {
        string[] lines = Render(100).Split('\n');
        Assert.That(lines, Has.Some.Contains("| 0.8201 to ").And.Some.Contains("| 0.8803 "));
        Assert.That(lines.Max(l => l.Length), Is.LessThanOrEqualTo(100));
        Assert.That(lines, Has.Some.Contains("| mobilenetv2 "), "a word stays whole");
    }

    [Test]
    public void Render_LongWordsInOneColumn_WrapThere() => Assert.That(
        Render(100, new Table().Border(TableBorder.Ascii).AddColumns("Recipe", "AUROC").AddRow(string.Join(' ', Enumerable.Repeat("word", 40)), "0.9000")),
        Does.Contain("| 0.9000"));

    private static string Render(int width) => Render(width, Wide());

    private static Table Wide()
    {
        Table table = new Table().Border(TableBorder.Ascii)
            .AddColumns("Network", "Standing", "Accuracy", "Difference", "Parameters", "Sensitivity", "Specificity");
        table.AddRow("mobilenetv2 finetune", "best", "0.8533\n0.8201 to 0.8803", "", "2,225,153", "0.8901\n0.8000 to 0.9500", "0.9965\n0.9800 to 1.0000");
        table.AddRow("resnet18 frozen", "worse", "0.7731\n0.7001 to 0.8003", "+0.1023", "11,177,538", "0.7802\n0.7000 to 0.8500", "0.9842\n0.9600 to 1.0000");
        return table;
    }

    private static string Render(int width, Table table)
    {
        using var writer = new StringWriter();
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        terminal.Profile.Width = width;
        terminal.Write(new FoldingTable(table));
        return writer.ToString();
    }
}
