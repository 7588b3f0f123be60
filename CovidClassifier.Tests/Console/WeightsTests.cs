using System.Text.Json;

namespace CovidClassifier.Tests.Console;

public class WeightsTests
{
    [Test]
    public void List_GivesEveryBackbone_ForPeopleAndAsJson()
    {
        CovidResult result = CovidProcess.Run(TrainedModel.Folder.Root, "weights", "list", "--json", "-").Expect(0);
        using JsonDocument json = JsonDocument.Parse(result.Output);
        JsonElement[] weights = [.. json.RootElement.GetProperty("weights").EnumerateArray()];
        Assert.That(weights.Select(w => w.GetProperty("name").GetString()), Is.EqualTo(Backbone.All.Select(b => b.Name)));
        Assert.That(weights[0].GetProperty("bytes").GetInt64(), Is.EqualTo(13964571));
        Assert.That(json.RootElement.GetProperty("folder").GetString(), Is.EqualTo(WeightCache.Folder));
        Assert.That(result.Error, Does.Contain("efficientnet-lite4-11.onnx"));
    }

    [Test]
    public void Path_PrintsTheCache() =>
        Assert.That(CovidProcess.Run(TrainedModel.Folder.Root, "weights", "path").Expect(0).Output, Is.EqualTo(WeightCache.Folder));
}
