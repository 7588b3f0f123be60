namespace CovidClassifier.Tests.Console;

[Platform("Linux", Reason = "/dev/full, signals, names that other systems do not allow")]
public class OutputTests
{
    private const string Escape = "\u001b[2J\u009b31m";

    [TestCase("> /dev/full")]
    [TestCase("2> /dev/full > /dev/full")]
    public void Predict_OntoAFullDevice_Fails(string redirection) => Run(redirection, "predict", "--model", TrainedModel.Zip, Image).Expect(1);

    [Test]
    public void Predict_OntoAFullDevice_SaysSo() =>
        Assert.That(Run("> /dev/full", "predict", "--model", TrainedModel.Zip, Image).Error, Does.Contain("No space left on device"));

    [TestCase(">&-")]
    [TestCase("2>&-")]
    [TestCase(">&- 2>&-")]
    public void Predict_OntoWhatIsClosed_DoesNotAbort(string redirection) =>
        Assert.That(Run(redirection, "predict", "--model", TrainedModel.Zip, Image).ExitCode, Is.AnyOf(0, 1));

    [TestCase("> /dev/full", "--help")]
    [TestCase("> /dev/full", "weights", "list")]
    [TestCase("> /dev/full", "weights", "path")]
    [TestCase("> /dev/full", "weights", "list", "--json", "-")]
    public void AnyCommand_OntoAFullDevice_FailsWithoutAborting(string redirection, params string[] arguments) => Run(redirection, arguments).Expect(1);

    [TestCase("2> /dev/full", "predict")]
    [TestCase("2>&-", "predict")]
    public void WrongUse_WithoutStandardError_KeepsItsExitCode(string redirection, params string[] arguments) => Run(redirection, arguments).Expect(2);

    [Test]
    public void NamesOfFiles_WithEscapeSequences_AreShownAndNeverSent()
    {
        using var folder = new TempFolder();
        string image = folder[$"{Escape}a.png"], broken = folder[$"{Escape}b.png"];
        File.Copy(Image, image);
        File.WriteAllBytes(broken, [1, 2, 3]);
        CovidResult result = CovidProcess.Run(folder.Root, "predict", "--model", TrainedModel.Zip, image, broken).Expect(1);
        foreach (string text in (string[])[result.Output, result.Error])
        {
            Assert.That(text.Where(c => char.IsControl(c) && c is not ('\n' or '\r')), Is.Empty);
            Assert.That(text, Does.Contain(@"\u001B[2J\u009B31m"));
        }
    }

    [Test]
    public void Sentences_MadeLongByAFile_AreBounded()
    {
        string name = new('x', 200);
        string[] names = [.. Enumerable.Range(0, 100).Select(i => $"{name}{i}.png")];
        CovidResult result = CovidProcess.Run(
            TrainedModel.Folder.Root, ["train", "--data", TrainedModel.Data, "--classes", string.Join(',', names), "--out", "long.zip"]).Expect(1);
        Assert.That(result.Error, Has.Length.LessThan(5000));
    }

    private static string Image => Directory.GetFiles(TrainedModel.Data, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

    private static CovidResult Run(string redirection, params string[] arguments) =>
        CovidProcess.RunIn(new CovidSurroundings([], "sh", "-c", $"exec \"$@\" {redirection}", "sh"), TrainedModel.Folder.Root, arguments);
}
