using CovidClassifier.Tests.DicomResults;

namespace CovidClassifier.Tests.Console;

public sealed class ScoreShardTests
{
    private readonly TempFolder _folder = new();

    [SetUp]
    public void Draw()
    {
        SomeXRays.Write(_folder, perClass: 3);
        File.WriteAllText(_folder["xrays/not one.png"], "text");
        string[] paths = [.. Directory.EnumerateFiles(_folder["xrays"], "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal), "lost.png"];
        File.WriteAllLines(_folder["list.txt"], paths);
    }

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase(".csv")]
    [TestCase(".jsonl")]
    [TestCase(".parquet")]
    public void Merge_OfThreeShards_IsTheSingleRunByteForByte(string ending)
    {
        Predict("--out", $"single{ending}").Expect(0);
        foreach (int number in new[] { 2, 3, 1 })
        {
            Predict("--out", $"scores{ending}", "--shard", $"{number}/3").Expect(0);
        }

        Covid("merge", $"scores{ending}").Expect(0);
        Assert.That(File.ReadAllBytes(_folder[$"scores{ending}"]), Is.EqualTo(File.ReadAllBytes(_folder[$"single{ending}"])));
    }

    [Test]
    public void Merge_WhatIsNoWhole_NamesTheShard()
    {
        Predict("--out", "scores.csv", "--shard", "1/3").Expect(0);
        Predict("--out", "scores.csv", "--shard", "3/3").Expect(0);
        Assert.That(Covid("merge", "scores.csv").Expect(3).Error, Does.Contain("Shard 2/3 is missing; there are 2 of 3."));
        Assert.That(
            Covid("merge", "scores-1-of-3.csv", "scores-1-of-3.csv", "scores-3-of-3.csv", "--out", "x.csv").Expect(3).Error,
            Does.Contain("Shard 1/3 is there 2 times"));

        Predict("--out", "scores.csv", "--shard", "2/3").Expect(0);
        string third = _folder["scores-3-of-3.csv"];
        string[] lines = File.ReadAllLines(third);
        File.WriteAllLines(third, lines[..^1]);
        Assert.That(Covid("merge", "scores.csv").Expect(3).Error, Does.Contain("Shard 3/3 ('scores-3-of-3.csv')").And.Contain("ends before the list does"));
        Assert.That(File.Exists(_folder["scores.csv"]), Is.False);

        File.WriteAllLines(third, lines);
        File.AppendAllText(_folder["list.txt"], "another.png\n");
        Predict("--out", "scores.csv", "--shard", "2/3").Expect(0);
        Assert.That(Covid("merge", "scores.csv").Expect(3).Error, Does.Contain("are of different lists."));
    }

    [Test]
    public void Predict_AShardOfMoreThanThereAreImages_IsEmptyAndMerges()
    {
        File.WriteAllLines(_folder["list.txt"], File.ReadAllLines(_folder["list.txt"])[..2]);
        Predict("--out", "single.csv").Expect(0);
        foreach (int number in Enumerable.Range(1, 3))
        {
            Predict("--out", "scores.csv", "--shard", $"{number}/3").Expect(0);
        }

        Covid("merge", "scores.csv").Expect(0);
        Assert.That(File.ReadAllText(_folder["scores.csv"]), Is.EqualTo(File.ReadAllText(_folder["single.csv"])));
    }

    [Test]
    public void Predict_DicomOut_WritesObjectsForStudiesAndCountsTheOthers()
    {
        File.WriteAllBytes(_folder["study.dcm"], SomeStudy.XRay().Encode());
        CovidResult result = Covid("predict", "--model", TrainedModel.Zip, "study.dcm", "xrays/Normal/00.png", "--dicom-out", "results").Expect(0);
        Assert.That(Directory.EnumerateFiles(_folder["results"]).Select(Path.GetFileName).Order(StringComparer.Ordinal), Is.EqualTo(
            new[] { $"{SomeStudy.Instance}.SC.dcm", $"{SomeStudy.Instance}.SR.dcm" }));
        Assert.That(result.Output, Does.Contain("Results in DICOM: of 1 images, in 'results'.").And.Contain("Without one: 1 images."));
        Assert.That(
            DicomTree.OfFile(File.ReadAllBytes(_folder[$"results/{SomeStudy.Instance}.SR.dcm"])).Text(0x0020_000D), Is.EqualTo(SomeStudy.Study));
    }

    private CovidResult Predict(params string[] more) => Covid("predict", ["--model", TrainedModel.Zip, "--input", "list.txt", .. more]);

    private CovidResult Covid(string command, params string[] arguments) => CovidProcess.Run(_folder.Root, [command, .. arguments]);
}
