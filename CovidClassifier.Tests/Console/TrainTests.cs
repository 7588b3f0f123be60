using System.Text.Json;

namespace CovidClassifier.Tests.Console;

public class TrainTests
{
    private static readonly string[] Keys =
    [
        "model", "images", "classNames", "positiveLabel", "threshold", .. Metric.All.Select(m => m.Key), "intervals", "undefined", "classes",
        "confusionMatrix", "subgroups", "predictions", "seenImages", "seed", "network", "recipe", "split", "history", "bestEpoch", "decision", "audit",
            "knownPatientShare", "problems", "leftOut", "warnings", "notes", "seconds",
        "researchUseOnly",
    ];

    [Test]
    public void Train_InALog_PrintsALinePerEpochAndTheNotice()
    {
        string[] lines = TrainedModel.Run.Output.Split('\n');
        Assert.That(lines.Count(l => l.StartsWith("epoch ", StringComparison.Ordinal)), Is.EqualTo(TrainedModel.Epochs));
        Assert.That(lines.Count(l => l == "For research and teaching only, never for diagnosis."), Is.EqualTo(1));
        Assert.That(TrainedModel.Run.Output, Does.Not.Contain("\e"));
        Assert.That(TrainedModel.Run.Error, Is.Empty);
    }

    [Test]
    public void Train_Json_HasTheDocumentedKeysInOrder()
    {
        Assert.That(TrainedModel.Json.EnumerateObject().Select(p => p.Name), Is.EqualTo(Keys));
        string readme = File.ReadAllText(Path.Combine(SharedFolder.ProjectRoot(), "samples", "CovidClassifier.Console", "README.md"));
        Assert.That(Keys.Where(k => !readme.Contains($"| `{k}` |", StringComparison.Ordinal)), Is.Empty, "keys without a line in the README");
    }

    [Test]
    public void Train_AuditsItsDataByItself_InLinesJsonAndCard()
    {
        using CovidModel model = CovidModel.Load(TrainedModel.Zip);
        JsonElement[] findings = [.. TrainedModel.Json.GetProperty("audit").GetProperty("findings").EnumerateArray()];
        Assert.That(model.Card.Audit!.Split, Is.EqualTo("the split at hand"));
        Assert.That(findings.Select(f => f.GetProperty("name").GetString()), Is.EqualTo(model.Card.Audit.Findings.Select(f => f.Name)));
        Assert.That(findings.Select(f => f.GetProperty("sentence").GetString()), Is.EqualTo(model.Card.Audit.Findings.Select(f => f.Sentence)));
        string[] lines = TrainedModel.Run.Output.Split('\n'), passed = [.. findings.Where(f => Text(f, "verdict") == "pass").Select(f => Text(f, "name"))];
        foreach (JsonElement finding in findings.Where(f => Text(f, "verdict") != "pass"))
        {
            Assert.That(lines, Has.Some.EqualTo($"  {Text(finding, "verdict")}: {Text(finding, "name")}: {Text(finding, "sentence")}"));
        }

        Assert.That(lines, Has.Some.EqualTo($"  pass: {string.Join(", ", passed)}; --verbose shows what each saw."));

        static string Text(JsonElement finding, string key) => finding.GetProperty(key).GetString()!;
    }

    [Test]
    public void Train_Json_AddsUp()
    {
        JsonElement json = TrainedModel.Json;
        int images = json.GetProperty("images").GetInt32();
        JsonElement[] parts = [.. json.GetProperty("split").EnumerateObject().Select(p => p.Value)];
        JsonElement[] predictions = [.. json.GetProperty("predictions").EnumerateArray()];
        Assert.That(parts.Sum(p => p.GetProperty("images").GetInt32()), Is.EqualTo(TrainedModel.Images));
        Assert.That(json.GetProperty("split").GetProperty("test").GetProperty("images").GetInt32(), Is.EqualTo(images));
        Assert.That(predictions, Has.Length.EqualTo(images));
        Assert.That(json.GetProperty("confusionMatrix").EnumerateArray().Sum(row => row.EnumerateArray().Sum(n => n.GetInt32())), Is.EqualTo(images));
        int right = predictions.Count(p => p.GetProperty("label").GetString() == p.GetProperty("predictedLabel").GetString());
        Assert.That(json.GetProperty("accuracy").GetDouble(), Is.EqualTo((double)right / images));
        Assert.That(predictions.Select(p => p.GetProperty("probabilities").EnumerateObject().Sum(c => c.Value.GetDouble())), Is.All.EqualTo(1).Within(1e-5));
        Assert.That(json.GetProperty("history").GetArrayLength(), Is.EqualTo(TrainedModel.Epochs));
        Assert.That(json.GetProperty("classNames").EnumerateArray().Select(c => c.GetString()), Is.EqualTo(new[] { "COVID-19", "Normal" }));
    }

    [Test]
    public void Train_MeasuresTheHeldOutImagesAsTheCardDoes()
    {
        using CovidModel model = CovidModel.Load(TrainedModel.Zip);
        IReadOnlyDictionary<string, double> card = model.Card.Metrics["test"].Values;
        Assert.That(card, Is.Not.Empty);
        foreach ((string name, double value) in card)
        {
            JsonElement json = TrainedModel.Json.GetProperty(name);
            Assert.That(json.ValueKind == JsonValueKind.Null ? double.NaN : json.GetDouble(), Is.EqualTo(value), name);
        }
    }

    [Test]
    public void Train_WithoutTestImages_HasUndefinedFiguresWithTheirReasons()
    {
        JsonElement json = CovidProcess.Run(
            TrainedModel.Folder.Root, "train", "--data", "xrays", "--epochs", "1", "--test", "0", "--validation", "0", "--augment", "off", "--out", "all.zip",
                "--json", "-").Expect(0).Json();
        Assert.That(json.GetProperty("images").GetInt32(), Is.Zero);
        Assert.That(json.GetProperty("accuracy").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(json.GetProperty("undefined").GetProperty("accuracy").GetString(), Is.EqualTo("there are no images"));
        Assert.That(json.GetProperty("history")[0].GetProperty("validation").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Train_OnDataWithProblems_RefusesOrListsThem()
    {
        using var folder = new TempFolder();
        string data = SomeXRays.Write(folder);
        byte[] whole = File.ReadAllBytes(Path.Combine(data, "Normal", "00.png"));
        File.WriteAllBytes(Path.Combine(data, "Normal", "cut.png"), whole[..^40]);
        File.WriteAllText(Path.Combine(data, "Normal", "note.png"), "not an image");

        CovidResult refused = CovidProcess.Run(folder.Root, "train", "--data", "xrays", "--epochs", "1", "--out", "m.zip").Expect(1);
        Assert.That(refused.Error, Does.Contain("note.png").And.Contain("--allow-problems"));
        Assert.That(File.Exists(folder["m.zip"]), Is.False);

        JsonElement json = CovidProcess.Run(
            folder.Root, "train", "--data", "xrays", "--epochs", "1", "--allow-problems", "--out", "m.zip", "--json", "-").Expect(0).Json();
        Assert.That(json.GetProperty("problems").EnumerateArray().Select(p => Path.GetFileName(p.GetProperty("path").GetString())),
            Is.EquivalentTo(new[] { "cut.png", "note.png" }));
        Assert.That(json.GetProperty("images").GetInt32(), Is.EqualTo(json.GetProperty("split").GetProperty("test").GetProperty("images").GetInt32()));
    }
}
