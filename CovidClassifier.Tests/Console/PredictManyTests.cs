using System.Text.Json;
using CovidClassifier.Console.Scores;

namespace CovidClassifier.Tests.Console;

/// <summary><c>covid predict</c> on more images than anybody names.</summary>
public class PredictManyTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("scores.csv")]
    [TestCase("scores.jsonl")]
    [TestCase("scores.parquet")]
    public void Predict_IntoAFile_HasOneRowPerImage_InOrder_WithReasons(string name)
    {
        File.WriteAllLines(_folder["list.txt"], ["xrays/Normal/03.png", "", "gone.png", "xrays/COVID-19/01.png"]);
        CovidResult run = Predict("--input", _folder["list.txt"], "--out", _folder[name]).Expect(0);
        ScoreRow[] rows = Read(name);
        Assert.That(rows.Select(r => r.Path), Is.EqualTo(new[] { "xrays/Normal/03.png", "gone.png", "xrays/COVID-19/01.png" }));
        Assert.That(rows[1].Reason, Is.EqualTo("Image 'gone.png' cannot be read: the file does not exist."));
        using CovidModel model = CovidModel.Load(TrainedModel.Zip);
        Assert.That(rows[0].Probabilities[0], Is.EqualTo(model.Predict(TrainedModel.Folder["xrays/Normal/03.png"])["COVID-19"]).Within(1e-6));
        Assert.That(run.Error, Does.Contain("1 of 3 images have no label"));
        Assert.That(run.Output, Does.Contain("never for diagnosis"));
        Assert.That(File.Exists(ScoreJournal.PathOf(_folder[name])), Is.False);
    }

    [Test]
    public void Predict_Killed_GoesOnWhereItWas_AndEqualsARunInOnePiece()
    {
        string[] list =
            [.. Enumerable.Range(0, 1200).Select(i => i % 100 == 7 ? $"gone-{i}.png" : $"xrays/{(i % 2 == 0 ? "Normal" : "COVID-19")}/{i % 12:00}.png")];
        File.WriteAllLines(_folder["list.txt"], list);
        string[] arguments = ["--input", _folder["list.txt"], "--out", _folder["killed.csv"], "--resume"];
        string journal = ScoreJournal.PathOf(_folder["killed.csv"]);
        for (int kill = 1; kill <= 2; kill++)
        {
            using CovidProcess covid = CovidProcess.Start(TrainedModel.Folder.Root, ["predict", "--model", TrainedModel.Zip, .. arguments]);
            long enough = kill * 20_000;
            Assert.That(SpinWait.SpinUntil(() => new FileInfo(journal) is { Exists: true } file && file.Length > enough, TimeSpan.FromMinutes(1)), Is.True);
            covid.Kill();
            Assert.That(File.Exists(_folder["killed.csv"]), Is.False, "the file is whole or not there");
        }

        CovidResult resumed = Predict(arguments).Expect(0);
        Assert.That(resumed.Output, Does.Match(@"\d+ images were scored by the earlier run"));
        Predict("--input", _folder["list.txt"], "--out", _folder["whole.csv"]).Expect(0);
        Assert.That(File.ReadAllText(_folder["killed.csv"]), Is.EqualTo(File.ReadAllText(_folder["whole.csv"])));
        Assert.That(Predict(arguments).Expect(0).Output, Does.Contain("nothing to do"));
    }

    [Test]
    public void Predict_WithARunThatDidNotEnd_AsksForResume_AndRefusesOtherImages()
    {
        using (ScoreJournal journal = ScoreJournal.Open(_folder["s.csv"], JournalHead.Of(TrainedModel.Zip, ["COVID-19", "Normal"])))
        {
            journal.Add(new ScoreRow("xrays/Normal/03.png", "Normal", [0.25f, 0.75f], null));
        }

        File.WriteAllLines(_folder["list.txt"], ["xrays/Normal/04.png", "xrays/Normal/03.png"]);
        Assert.That(Predict("--input", _folder["list.txt"], "--out", _folder["s.csv"]).Expect(2).Error, Does.Contain("--resume"));
        Assert.That(Predict("--input", _folder["list.txt"], "--out", _folder["s.csv"], "--resume").Expect(2).Error,
            Does.Contain("image 1 was 'xrays/Normal/03.png' and now is 'xrays/Normal/04.png'"));
    }

    [Test]
    public void Predict_ToStandardOutput_WritesLinesOfJsonAndNothingElse()
    {
        CovidResult run = Predict("--out", "-", "xrays/Normal/03.png", "gone.png").Expect(0);
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("path").GetString()),
            Is.EqualTo(new[] { "xrays/Normal/03.png", "gone.png" }));
        Assert.That(run.Error, Does.Contain("never for diagnosis"));
    }

    [Test]
    public void Predict_WhoseImagesAreAllUnreadable_Fails() => Predict("--out", _folder["s.csv"], "gone.png", "away.png").Expect(1);

    [TestCase("X-rays must be named", "--out", "s.csv")]
    [TestCase("got both", "--input", "xrays", "xrays/Normal/03.png")]
    [TestCase("--out must end in .csv, .jsonl or .parquet", "xrays", "--out", "s.xlsx")]
    [TestCase("--resume goes on with a file of scores", "xrays", "--resume")]
    [TestCase("'xrays/Normal/03.png' is no text", "--input", "xrays/Normal/03.png")]
    [TestCase("'nowhere' does not exist", "--input", "nowhere")]
    [TestCase("cannot both be standard output", "xrays", "--out", "-", "--json", "-")]
    public void Predict_WithOptionsThatCannotBe_SaysSo(string expected, params string[] arguments) =>
        Assert.That(Predict(arguments).Expect(2).Error, Does.Contain(expected));

    private static CovidResult Predict(params string[] arguments) =>
        CovidProcess.Run(TrainedModel.Folder.Root, ["predict", "--model", TrainedModel.Zip, .. arguments]);

    private ScoreRow[] Read(string name)
    {
        using FileStream file = File.OpenRead(_folder[name]);
        return [.. ScoreFormats.Of(name)!.Read(file).Rows];
    }
}
