using System.Text.Json.Nodes;

namespace CovidClassifier.Tests.Console;

public sealed class FeatureCacheRunTests
{
    [Test]
    public void CrossValidate_TwoProcessesAtOnceOnOneFolder_GiveTheFiguresOfARunWithout()
    {
        using var folder = new TempFolder();
        SomeXRays.Write(folder);
        Network.CustomCnn(inputSize: 64).SaveOnnx(folder["net.onnx"], 2, seed: 3);
        string[] asked =
        [
            "crossvalidate", "--data", "xrays", "--network", "net.onnx", "--mode", "finetune", "--folds", "2", "--group", "none", "--epochs", "1",
            "--threads", "1", "--audits", "none",
        ];
        string[] cached = [.. asked, "--feature-cache", "kept", "--feature-cache-size", "1GB"];
        using CovidProcess first = CovidProcess.Start(folder.Root, [.. cached, "--json", "first.json"]);
        using CovidProcess second = CovidProcess.Start(folder.Root, [.. cached, "--json", "second.json"]);
        CovidProcess.Run(folder.Root, [.. asked, "--json", "without.json"]).Expect(0);
        string told = $"{first.WaitForEnd().Expect(0).Output}\n{second.WaitForEnd().Expect(0).Output}";
        Assert.That(told, Does.Match("The feature cache '.*kept' gave [0-9]+ of 24 decoded images and [0-9]+ of 48 features and activations; it holds "));
        Assert.That(told, Does.Not.Contain("cannot be written to"));
        string without = Figures(folder["without.json"]);
        Assert.That(Figures(folder["first.json"]), Is.EqualTo(without));
        Assert.That(Figures(folder["second.json"]), Is.EqualTo(without));
        Assert.That(Directory.GetFiles(folder["kept"], "*.kept", SearchOption.AllDirectories), Has.Length.EqualTo(24 + 48), "each once");
        Assert.That(Directory.GetFiles(folder["kept"], "*.tmp", SearchOption.AllDirectories), Is.Empty);
    }

    /// <summary>All but how long it took.</summary>
    private static string Figures(string json)
    {
        JsonObject result = JsonNode.Parse(File.ReadAllText(json))!.AsObject();
        foreach (string time in new[] { "seconds" })
        {
            result.Remove(time);
        }

        return result.ToJsonString();
    }
}
