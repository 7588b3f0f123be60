using System.Diagnostics;

namespace CovidClassifier.Tests.Console;

// a signal is to end the process within a second
[NonParallelizable]
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

    [TestCase("TERM", 143)]
    [TestCase("INT", 130)]
    [TestCase("HUP", 129)]
    public void Train_Cancelled_EndsWithinASecondAndSaysWhatIsKept(string signal, int exitCode)
    {
        if (signal == "HUP" && IgnoresHangups())
        {
            Assert.Ignore("These tests were begun so that hang-ups are ignored (nohup), and what they start inherits that, as it should.");
        }

        using var folder = new TempFolder();
        SomeXRays.Write(folder);
        using CovidProcess covid = Start(folder, "m.zip", "10000", "--patience", "10000", "--checkpoint", "epochs");
        covid.WaitForLine("epoch   1/");
        long sent = Stopwatch.GetTimestamp();
        covid.Signal(signal);
        CovidResult cancelled = covid.WaitForEnd().Expect(exitCode);
        Assert.That(Stopwatch.GetElapsedTime(sent), Is.LessThan(TimeSpan.FromSeconds(2)), "a second, and the time that a busy machine takes to end a process");
        Assert.That(cancelled.Error,
            Does.Match(@"^Cancelled; the checkpoint of epoch \d+ is kept in 'epochs', give the same command with --resume to go on\.\s$"));
        Assert.That(File.Exists(folder["m.zip"]), Is.False);
    }

    [Test]
    public void Train_IntoAFolderInUse_IsToldBeforeTheImagesAreRead()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["epochs"]);
        string[] command = ["train", "--data", "no-such-folder", "--out", "m.zip", "--checkpoint", "epochs"];
        using (File.Open(folder["epochs/training.lock"], FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.That(CovidProcess.Run(folder.Root, command).Expect(1).Error, Does.Contain("Folder 'epochs' is in use by another training"));
        }

        File.WriteAllText(folder["epochs/training.checkpoint"], "an earlier one");
        Assert.That(CovidProcess.Run(folder.Root, command).Expect(1).Error, Does.Contain("holds the checkpoint of an earlier training"));
    }

    // SigIgn: a mask of the ignored signals, hexadecimal; signal 1 is SIGHUP (proc(5))
    private static bool IgnoresHangups() => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } line
        && (Convert.ToUInt64(line["SigIgn:".Length..].Trim(), 16) & 1) != 0;

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
