using System.Diagnostics;

namespace CovidClassifier.Tests.Console;

/// <summary>A search as a process of its own that does not come to its end, or comes to the end of its time.</summary>
// a signal is to end the process within a second
[NonParallelizable]
[Platform("Linux,MacOsX", Reason = "sends signals")]
public class InterruptedSearchTests
{
    [Test]
    public void Auto_KilledAndResumed_EndsWithTheModelOfAnUninterruptedRun()
    {
        using TempFolder folder = Prepared();
        using (CovidProcess killed = Start(folder, "killed.zip", "--trials", "4", "--state", "state"))
        {
            killed.WaitForPart("trial 2: ");
            killed.Kill();
        }

        Assert.That(File.Exists(folder["killed.zip"]), Is.False, "it was killed in the middle");
        using (CovidModel kept = CovidModel.Load(folder["state/best.zip"]))
        {
            Assert.That(kept.Card.Notes[0], Does.StartWith("The best model so far of a search that has not ended"));
        }

        CovidResult resumed = Run(folder, "killed.zip", "--trials", "4", "--state", "state", "--resume");
        Run(folder, "whole.zip", "--trials", "4");

        Assert.That(resumed.Output, Does.Not.Contain("| trial 1: ").And.Contain("| trial 4: "), "what was tried is not tried again");
        Assert.That(Network(folder, "killed.zip"), Is.EqualTo(Network(folder, "whole.zip")));
    }

    [TestCase("TERM", 143)]
    [TestCase("INT", 130)]
    public void Auto_Cancelled_EndsWithinASecondAndKeepsTheBestSoFar(string signal, int exitCode)
    {
        using TempFolder folder = Prepared();
        using CovidProcess covid = Start(folder, "m.zip", "--budget", "10m", "--state", "state");
        covid.WaitForPart("trial 2: ");
        long sent = Stopwatch.GetTimestamp();
        covid.Signal(signal);
        CovidResult cancelled = covid.WaitForEnd().Expect(exitCode);
        Assert.That(Stopwatch.GetElapsedTime(sent), Is.LessThan(TimeSpan.FromSeconds(2)), "a second, and the time that a busy machine takes to end a process");
        Assert.That(cancelled.Error, Does.StartWith("Cancelled; the trials so far are kept in 'state'").And.Contain("--resume"));
        Assert.That(File.Exists(folder["m.zip"]), Is.False);
        using CovidModel kept = CovidModel.Load(folder["state/best.zip"]);
        Assert.That(kept.Predict(Directory.GetFiles(folder["xrays"], "*.png", SearchOption.AllDirectories)[0]).Probability, Is.InRange(0, 1));
    }

    [Test]
    public void Auto_IntoAFolderInUse_IsToldBeforeTheImagesAreRead()
    {
        using var folder = new TempFolder();
        folder.Text("state/trials.jsonl", "an earlier one");
        string[] command = ["auto", "--data", "no-such-folder", "--out", "m.zip", "--trials", "1", "--state", "state"];
        Assert.That(CovidProcess.Run(folder.Root, command).Expect(1).Error, Does.Contain("Folder 'state' holds an earlier search"));
        using (File.Open(folder["state/trials.jsonl"], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.That(CovidProcess.Run(folder.Root, [.. command, "--resume"]).Expect(1).Error, Does.Contain("Folder 'state' is in use by another search"));
        }

        folder.Text("state/workers/other.lock", "");
        using (File.Open(folder["state/workers/other.lock"], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.That(CovidProcess.Run(folder.Root, [.. command, "--resume"]).Expect(1).Error, Does.Contain("is in use by 1 process that shares the search"));
        }
    }

    [Test]
    public void Auto_AWorkerWhereFilesCannotBeLocked_IsRefused()
    {
        using TempFolder folder = Prepared();
        var unlocked = new CovidSurroundings(new Dictionary<string, string?> { ["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1" });
        CovidResult refused = CovidProcess.RunIn(
            unlocked, folder.Root, "auto", "--data", "xrays", "--networks", "small.onnx", "--trials", "1", "--state", "state", "--worker").Expect(1);
        Assert.That(refused.Error, Does.Contain("Folder 'state' is on a disk that knows no file locks, or they are switched off"));
    }

    private static TempFolder Prepared()
    {
        var folder = new TempFolder();
        SomeXRays.Write(folder);
        CovidClassifier.Network.CustomCnn(inputSize: 64).SaveOnnx(folder["small.onnx"], 2, seed: 3);
        return folder;
    }

    private static CovidProcess Start(TempFolder folder, string zip, params string[] more) => CovidProcess.Start(
        folder.Root,
            ["auto", "--data", "xrays", "--networks", "small.onnx", "--inner-folds", "2", "--ensemble", "1", "--metric", "accuracy", "--out", zip, .. more]);

    private static CovidResult Run(TempFolder folder, string zip, params string[] more)
    {
        using CovidProcess covid = Start(folder, zip, more);
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
