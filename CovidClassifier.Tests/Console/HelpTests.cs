using System.CommandLine;
using System.CommandLine.Help;
using CovidClassifier.Console;
using CovidClassifier.Console.Help;

namespace CovidClassifier.Tests.Console;

public class HelpTests
{
    [TestCase("")]
    [TestCase("demo")]
    [TestCase("train")]
    [TestCase("compare")]
    [TestCase("auto")]
    [TestCase("evaluate")]
    [TestCase("predict")]
    [TestCase("datasets")]
    [TestCase("weights")]
    [TestCase("weights fetch")]
    public void Help_OfEveryCommand_GivesExamplesAndTheLimits(string command)
    {
        CovidResult help = CovidProcess.Run(TrainedModel.Folder.Root, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Expect(0);
        Assert.That(help.Output, Does.Contain("Examples:\n  covid " + command));
        Assert.That(help.Output, Does.Contain("never for diagnosis"));
        Assert.That(help.Error, Is.Empty);
    }

    [TestCase]
    [TestCase("weights")]
    public void Bare_ACommandOfCommands_ShowsItsHelp(params string[] command) =>
        Assert.That(CovidProcess.Run(TrainedModel.Folder.Root, command).Expect(0).Output, Does.Contain("Usage:\n  covid").And.Contain("Commands:"));

    [Test]
    public void Help_PutsWhatIsRequiredFirst_ThenGroups_AndRareOptionsOnlyInHelpAll()
    {
        string help = CovidProcess.Run(TrainedModel.Folder.Root, "train", "--help").Expect(0).Output;
        int[] places = [.. ((string[])["Usage:\n  covid train --data PATH --out FILE.zip [options]", "Required:", "Data:", "Network:", "Training:", "Output:"])
            .Select(part => help.IndexOf(part, StringComparison.Ordinal))];
        Assert.That(places, Is.Ordered.And.All.GreaterThanOrEqualTo(0));
        Assert.That(help, Does.Not.Contain("\n  --learning-rate").And.Contain("covid train --help-all"));
        string all = CovidProcess.Run(TrainedModel.Folder.Root, "train", "--help-all").Expect(0).Output;
        Assert.That(all, Does.Contain("\n  --learning-rate").And.Contain("\n  --patience"));
    }

    [TestCase(60)]
    [TestCase(80)]
    [TestCase(120)]
    public void Help_OfAnyWidth_StaysInsideIt(int width)
    {
        foreach (Command command in Commands(new CovidRootCommand()))
        {
            string[] tooWide =
            [
                .. new HelpPage(command, isWhole: true).Text(width).Split('\n')
                    .Where(l => l.Length > width),
            ];
            Assert.That(tooWide, Is.Empty, command.Name);
        }
    }

    [Test]
    public void CommandLine_ThatIsTooWide_GoesOnBelow_SoThatAShellStillTakesIt()
    {
        var text = new HelpText(40);
        text.CommandLine("covid train --data a/folder --classes Covid-19,No_findings --out covid.zip");
        string goesOn = OperatingSystem.IsWindows() ? "`" : "\\";
        Assert.That(
            text.ToString(),
            Is.EqualTo($"  covid train --data a/folder {goesOn}\n      --classes Covid-19,No_findings {goesOn}\n      --out covid.zip\n"));
    }

    [Test]
    public void Help_EveryOptionOfEveryCommand_HasItsPlace()
    {
        string[] lost =
        [
            .. Commands(new CovidRootCommand()).Where(c => c is not RootCommand)
                .SelectMany(c => c.Options.Where(o => o is not HelpOption && HelpPlaces.Of(o).Group == HelpGroup.Other).Select(o => $"{c.Name} {o.Name}")),
        ];
        Assert.That(lost, Is.Empty, "add them with a HelpGroup");
    }

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Prepend(command);

    [Test]
    public void Help_StartsQuickly_WithoutTheLibraryOrAnyEngine()
    {
        using var folder = new TempFolder();
        string[] needed = ["covid.dll", "covid.runtimeconfig.json", "System.CommandLine.dll"];
        foreach (string file in needed)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), folder[file]);
        }

        CovidResult help = CovidProcess.RunCopy(folder["covid.dll"], "train", "--help").Expect(0);
        Assert.That(help.Output, Does.Contain("--augment"));
    }
}
