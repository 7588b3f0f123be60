using System.IO.Hashing;
using System.Text.Json;

namespace CovidClassifier.Tests.Console;

public class PredictTests
{
    [Test]
    public void Predict_GivesTheModelsAnswer()
    {
        JsonElement json =
            CovidProcess.Run(TrainedModel.Folder.Root, "predict", "--model", TrainedModel.Zip, "xrays/Normal/03.png", "--json", "-").Expect(0).Json();
        JsonElement entry = json.GetProperty("predictions")[0];
        using CovidModel model = CovidModel.Load(TrainedModel.Zip);
        Prediction expected = model.Predict(Path.Combine(TrainedModel.Data, "Normal", "03.png"));
        Assert.That(entry.GetProperty("path").GetString(), Is.EqualTo("xrays/Normal/03.png"));
        Assert.That(entry.GetProperty("label").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(entry.GetProperty("predictedLabel").GetString(), Is.EqualTo(expected.Label));
        Assert.That(entry.GetProperty("probabilities").GetProperty("COVID-19").GetSingle(), Is.EqualTo(expected["COVID-19"]).Within(1e-6));
    }

    [Test]
    public void Predict_WithUnreadableImages_NamesThemAndGivesTheOthers()
    {
        File.WriteAllText(TrainedModel.Folder["text.png"], "not an image");
        CovidResult run =
            CovidProcess.Run(TrainedModel.Folder.Root, "predict", "--model", TrainedModel.Zip, "text.png", "xrays/Normal/03.png", "gone.png").Expect(1);
        string[] errors = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(errors, Has.Length.EqualTo(2));
        Assert.That(errors[0], Does.StartWith("Image 'text.png' cannot be read: "));
        Assert.That(errors[1], Is.EqualTo("Image 'gone.png' cannot be read: the file does not exist."));
        Assert.That(run.Output, Does.Contain("xrays/Normal/03.png").And.Contain("never for diagnosis"));
    }

    [Test]
    public void Predict_OfAFileWithSeveralPictures_SaysThatTheFirstWasScored()
    {
        byte[] still = File.ReadAllBytes(Path.Combine(TrainedModel.Data, "Normal", "03.png"));
        byte[] frames = [0, 0, 0, 8, .. "acTL"u8, 0, 0, 0, 7, 0, 0, 0, 0];
        const int AfterHeader = 33;
        byte[] sum = [.. Crc32.Hash(frames.AsSpan(4)).Reverse()];
        TrainedModel.Folder.Write("moving.png", [.. still[..AfterHeader], .. frames, .. sum, .. still[AfterHeader..]]);
        CovidResult run = CovidProcess.Run(TrainedModel.Folder.Root, "predict", "--model", TrainedModel.Zip, "moving.png", "--json", "frames.json").Expect(0);
        Assert.That(run.Output, Does.Contain("Several pictures in one file: 1 (first: 'moving.png', 7 of them); the first picture of each was scored."));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(TrainedModel.Folder["frames.json"]));
        Assert.That(json.RootElement.GetProperty("predictions")[0].GetProperty("frames").GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public void Predict_OnAFolder_TakesEveryImageBelowIt()
    {
        JsonElement json = CovidProcess.Run(TrainedModel.Folder.Root, "predict", "--model", TrainedModel.Zip, "xrays", "--json", "-").Expect(0).Json();
        string[] paths = [.. json.GetProperty("predictions").EnumerateArray().Select(p => p.GetProperty("path").GetString()!)];
        Assert.That(paths, Has.Length.EqualTo(TrainedModel.Images));
        Assert.That(paths, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public void Predict_OnAFolder_GoesByContentAndCountsTheRest()
    {
        using TempFolder folder = new TempFolder().Text("mixed/notes.pdf", "%PDF").Images("mixed/masks/00.png");
        string png = Path.Combine(TrainedModel.Data, "Normal", "03.png");
        string[] names = ["a.png", "b.jfif", "c", "deep/d.jpg_large"];
        foreach (string name in names)
        {
            folder.Write($"mixed/{name}", File.ReadAllBytes(png));
        }

        CovidResult run = CovidProcess.Run(folder.Root, "predict", "--model", TrainedModel.Zip, "mixed", "--json", "p.json").Expect(0);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["p.json"]));
        Assert.That(json.RootElement.GetProperty("predictions").GetArrayLength(), Is.EqualTo(4));
        Assert.That(json.RootElement.GetProperty("leftOut").EnumerateArray().Sum(l => l.GetProperty("count").GetInt32()), Is.EqualTo(2));
        Assert.That(run.Output, Does.Contain("Left out: 1 (masks").And.Contain("Left out: 1 (documents"));
    }

    [Test]
    public void Predict_WithAFileThatIsNoModel_IsAFailureInOneSentence()
    {
        CovidResult run = CovidProcess.Run(TrainedModel.Folder.Root, "predict", "--model", "xrays/Normal/03.png", "xrays/Normal/03.png").Expect(1);
        Assert.That(run.Error, Is.EqualTo("Model 'xrays/Normal/03.png' cannot be loaded: it is not a zip file." + Environment.NewLine));
    }
}
