using System.Text.Json;

namespace CovidClassifier.Tests.Console;

public class QuantizeTests
{
    [Test]
    public void Quantize_OfATrainedModel_WritesASmallerOneThatPredictsLikeIt()
    {
        string zip = TrainedModel.Folder["results/int8.zip"], json = TrainedModel.Folder["results/int8.json"];
        CovidProcess.Run(
            TrainedModel.Folder.Root, "quantize", "--model", TrainedModel.Zip, "--data", "xrays", "--out", zip, "--anyway", "--json", json).Expect(0);
        JsonElement cost = JsonDocument.Parse(File.ReadAllBytes(json)).RootElement;
        Assert.That(cost.GetProperty("images").GetInt32(), Is.EqualTo(TrainedModel.Json.GetProperty("images").GetInt32()), "the held-out images");
        Assert.That(cost.GetProperty("quantizedBytes").GetInt64(), Is.LessThan(0.75 * cost.GetProperty("floatBytes").GetInt64()));
        Assert.That(cost.GetProperty("largestProbabilityDifference").GetDouble(), Is.LessThan(0.15));
        JsonElement seen = CovidProcess.Run(TrainedModel.Folder.Root, "evaluate", "--model", zip, "--data", "xrays", "--json", "-").Expect(0).Json();
        Assert.That(
            seen.GetProperty("auroc").GetDouble() - TrainedModel.Json.GetProperty("auroc").GetDouble(),
            Is.EqualTo(cost.GetProperty("aurocDifference").GetDouble()).Within(1e-9));
    }

    [Test]
    public void Quantize_WithoutAnImageThatTheModelWasTrainedOn_IsRefused()
    {
        using var folder = new TempFolder();
        foreach (int i in Enumerable.Range(0, 8))
        {
            string path = folder[$"xrays/{(i % 2 == 0 ? "COVID-19" : "Normal")}/{i}.png"];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, Some.Png(32, 500 + i, i % 2));
        }

        CovidResult run = CovidProcess.Run(folder.Root, "quantize", "--model", TrainedModel.Zip, "--data", "xrays", "--out", "int8.zip").Expect(1);
        Assert.That(run.Error, Does.Contain("holds none of the images that the model was trained on"));
        Assert.That(File.Exists(folder["int8.zip"]), Is.False);
    }

    [Test]
    public void Train_QuantizedAndLeavingSourcesOut_IsRefusedBeforeAnythingIsRead()
    {
        using var folder = new TempFolder();
        CovidResult run = CovidProcess.Run(
            folder.Root, "train", "--data", "nowhere", "--split", "leave-one-source-out", "--quantize", "int8", "--out", "m.zip").Expect(2);
        Assert.That(run.Error, Does.Contain("give one of the two"));
    }
}
