using System.Diagnostics;

namespace CovidClassifier.Tests.Console;

[Platform("Linux,MacOsX", Reason = "sends signals")]
public class InterruptedTrainingTests
{
    private const string Epochs = "6";

    [Test]
    public void Train_KilledAndResumed_EndsWithTheWeightsOfAnUninterruptedRun()
    {
        using var folder = new TempFolder();
        SomeXRays.Write(folder);
        using (CovidProcess killed = Start(folder, "killed.zip", Epochs, "--checkpoint", "epochs"))
        {
            killed.WaitForLine("epoch   2/");
            killed.Kill();
        }

        Assert.That(File.Exists(folder["epochs/training.checkpoint"]), Is.True);
        Assert.That(File.Exists(folder["killed.zip"]), Is.False, "it was killed in the middle");
        CovidResult resumed = Run(folder, "killed.zip", "--checkpoint", "epochs", "--resume");
        Run(folder, "whole.zip");

        Assert.That(resumed.Output, Does.Not.Contain("epoch   1/"), "completed epochs are not trained again");
        Assert.That(Network(folder, "killed.zip"), Is.EqualTo(Network(folder, "whole.zip")));
    }

    [TestCase("TERM")]
    [TestCase("INT")]
    [TestCase("HUP")]
    public void Train_Cancelled_EndsWithinASecondAndSaysWhatIsKept(string signal)
    {
        using var folder = new TempFolder();
        SomeXRays.Write(folder);
        using CovidProcess covid = Start(folder, "m.zip", "10000", "--patience", "10000", "--checkpoint", "epochs");
        covid.WaitForLine("epoch   1/");
        long sent = Stopwatch.GetTimestamp();
        covid.Signal(signal);
        CovidResult cancelled = covid.WaitForEnd().Expect(1);
        Assert.That(Stopwatch.GetElapsedTime(sent), Is.LessThan(TimeSpan.FromSeconds(2)), "a second, and the time that a busy machine takes to end a process");
        Assert.That(cancelled.Error,
            Does.Match(@"^Cancelled; the checkpoint of epoch \d+ is kept in 'epochs', give the same command with --resume to go on\.\s$"));
        Assert.That(File.Exists(folder["m.zip"]), Is.False);
    }

    private static CovidProcess Start(TempFolder folder, string zip, string epochs, params string[] more) =>
        CovidProcess.Start(folder.Root, ["train", "--data", "xrays", "--epochs", epochs, "--out", zip, .. more]);

    private static CovidResult Run(TempFolder folder, string zip, params string[] more)
    {
        using CovidProcess covid = Start(folder, zip, Epochs, more);
        return covid.WaitForEnd().Expect(0);
    }

    private static byte[] Network(TempFolder folder, string zip)
    {
        using CovidModel model = CovidModel.Load(folder[zip]);
        string onnx = folder[zip + ".onnx"];
        model.SaveOnnx(onnx);
        return File.ReadAllBytes(onnx);
    }
}
