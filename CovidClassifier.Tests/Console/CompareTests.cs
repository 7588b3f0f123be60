using System.Text.Json;

namespace CovidClassifier.Tests.Console;

public class CompareTests
{
    [Test]
    public void Compare_TwoWaysOfOneFileAndOfAnEnsemble_WritesTableJsonAndReport()
    {
        using var folder = new TempFolder();
        string data = SomeXRays.Write(folder);
        Network.CustomCnn(inputSize: 64).SaveOnnx(folder["small.onnx"], 2, seed: 3);
        Network.CustomCnn(inputSize: 96).SaveOnnx(folder["large.onnx"], 2, seed: 3);
        CovidResult run = CovidProcess.Run(
            folder.Root, "compare", "--data", data, "--networks", "small.onnx,squeezenet,small.onnx+large.onnx", "--weights-dir", folder.Root, "--folds", "2",
                "--json", "c.json", "--report", "r.html").Expect(0);
        Assert.That(run.Output, Does.Contain("small frozen maxent").And.Contain("Not in the table: squeezenet finetune: "));
        JsonElement json = JsonDocument.Parse(File.ReadAllText(folder["c.json"])).RootElement;
        Assert.That(json.GetProperty("models").EnumerateArray().Select(m => m.GetProperty("name").GetString()),
            Is.EquivalentTo(
                new[] { "small frozen maxent", "small finetune", "small frozen maxent + large frozen maxent", "small finetune + large finetune" }));
        Assert.That(json.GetProperty("models")[0].GetProperty("standing").GetString(), Is.EqualTo("best"));
        Assert.That(json.GetProperty("missing").GetArrayLength(), Is.EqualTo(2));
        Assert.That(File.ReadAllText(folder["r.json"]), Does.Contain("\"comparison\""));
    }
}
