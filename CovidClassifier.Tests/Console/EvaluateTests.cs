using System.Text.Json;

namespace CovidClassifier.Tests.Console;

public class EvaluateTests
{
    [Test]
    public void Evaluate_OnTheTrainingData_LeavesSeenImagesOutAndGivesTheHeldOutFigures()
    {
        JsonElement trained = TrainedModel.Json;
        CovidResult run = CovidProcess.Run(TrainedModel.Folder.Root, "evaluate", "--model", TrainedModel.Zip, "--data", "xrays", "--json", "-").Expect(0);
        JsonElement json = run.Json();
        Assert.That(json.GetProperty("images").GetInt32(), Is.EqualTo(trained.GetProperty("images").GetInt32()));
        Assert.That(json.GetProperty("seenImages").GetInt32(), Is.EqualTo(TrainedModel.Images - json.GetProperty("images").GetInt32()));
        Assert.That(json.GetProperty("logLoss").GetDouble(), Is.EqualTo(trained.GetProperty("logLoss").GetDouble()).Within(1e-6));
        Assert.That(json.TryGetProperty("history", out _), Is.False, "nothing was trained");
        Assert.That(run.Error, Does.Contain("images that the model was trained on").And.Contain("never for diagnosis"),
            "what is for people goes to standard error");
    }

    [Test]
    public void Evaluate_IncludingSeenImages_CountsAll()
    {
        string path = TrainedModel.Folder["results/all.json"];
        CovidProcess.Run(TrainedModel.Folder.Root, "evaluate", "--model", TrainedModel.Zip, "--data", "xrays", "--include-seen", "--json", path).Expect(0);
        JsonElement json = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
        Assert.That(json.GetProperty("images").GetInt32(), Is.EqualTo(TrainedModel.Images));
        Assert.That(json.GetProperty("seenImages").GetInt32(), Is.Zero);
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Is.EqualTo(new[] { path }), "no temporary file is left");
    }

    [Test]
    public void Evaluate_OnClassesThatTheModelDoesNotKnow_NamesTheOption()
    {
        using var folder = new TempFolder();
        SomeXRays.Write(folder, positive: "Tuberculosis");
        CovidResult result = CovidProcess.Run(folder.Root, "evaluate", "--model", TrainedModel.Zip, "--data", "xrays").Expect(1);
        Assert.That(result.Error, Is.EqualTo(
            "Dataset 'xrays' has classes that the model does not know (Tuberculosis); choose from COVID-19, Normal with --classes." + Environment.NewLine));
    }
}
