using System.Text.Json;

namespace CovidClassifier.Tests.Console;

public class AutoTests
{
    [Test]
    public void Auto_ByTrials_WritesModelLeaderboardAndFigures()
    {
        using var folder = new TempFolder();
        string data = SomeXRays.Write(folder);
        Network.CustomCnn(inputSize: 64).SaveOnnx(folder["small.onnx"], 2, seed: 3);
        CovidResult run = CovidProcess.Run(
            folder.Root, "auto", "--data", data, "--networks", "small.onnx", "--trials", "2", "--inner-folds", "2", "--ensemble", "1", "--state", "state",
                "--out", "m.zip", "--json", "m.json", "--report", "r.html").Expect(0);
        Assert.That(run.Output, Does.Contain("| trial 1: small finetune | auroc "));
        Assert.That(run.Output, Does.Contain("For research and teaching only, never for diagnosis."));
        JsonElement json = JsonDocument.Parse(File.ReadAllText(folder["m.json"])).RootElement;
        Assert.That(json.GetProperty("leaderboard").GetProperty("trials").GetArrayLength(), Is.EqualTo(2));
        Assert.That(json.GetProperty("result").GetProperty("images").GetInt32(), Is.GreaterThan(0));
        Assert.That(JsonDocument.Parse(File.ReadAllText(folder["r.json"])).RootElement.GetRawText(), Does.Contain("\"leaderboard\""));
        using CovidModel model = CovidModel.Load(folder["m.zip"]);
        Assert.That(model.Card.Recipe["mode"], Is.EqualTo("auto"));
        Assert.That(File.Exists(folder["state/best.zip"]), Is.True);
    }

    [Test]
    public void Auto_ByWorkers_LeavesTrialsThatTheNextCommandMakesTheModelOf()
    {
        using var folder = new TempFolder();
        string data = SomeXRays.Write(folder);
        Network.CustomCnn(inputSize: 64).SaveOnnx(folder["small.onnx"], 2, seed: 3);
        string[] search =
            ["auto", "--data", data, "--networks", "small.onnx", "--trials", "1", "--inner-folds", "2", "--ensemble", "1", "--state", "state"];
        CovidResult[] workers = new CovidResult[2];
        Parallel.For(0, 2, i => workers[i] = CovidProcess.Run(folder.Root, [.. search, "--worker"]).Expect(0));
        Assert.That(workers.Select(w => w.Output), Has.All.Contains("all are in 'state'"));
        CovidResult made = CovidProcess.Run(folder.Root, [.. search, "--resume", "--out", "m.zip"]).Expect(0);
        Assert.That(made.Output, Does.Contain("small finetune"));
        Assert.That(File.ReadLines(folder["state/trials.jsonl"]).Count(line => line.Contains("\"Logits\"", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [TestCase("needs --state", "--worker")]
    [TestCase("leave --out", "--worker", "--state", "s", "--out", "m.zip")]
    [TestCase("leave --resume away", "--worker", "--state", "s", "--resume")]
    public void Auto_AWorkerWithWhatDoesNotGoTogether_IsRefused(string why, params string[] options)
    {
        using var folder = new TempFolder();
        CovidResult run = CovidProcess.Run(folder.Root, ["auto", "--data", "nowhere", .. options]).Expect(2);
        Assert.That(run.Error, Does.Contain(why));
    }
}
