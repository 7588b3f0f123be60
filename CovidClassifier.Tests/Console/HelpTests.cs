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
