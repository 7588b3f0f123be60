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
}
