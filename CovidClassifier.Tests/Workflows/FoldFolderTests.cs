using System.Text.Json;
using System.Text.Json.Nodes;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Workflows;

public sealed class FoldFolderTests
{
    private readonly TempFolder _folder = new();

    private string Folds => _folder["folds"];

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void CrossValidate_OfShards_IsTheSingleRunToTheBit()
    {
        CrossValidationResult single = Builder().CrossValidate(folds: 3, repeats: 2);
        int[] folds = [.. Enumerable.Range(1, 4).Reverse().Select(number =>
            Builder().WithFoldFolder(Folds).CrossValidateShard(new Shard(number, 4), folds: 3, repeats: 2))];
        CrossValidationResult merged = Builder().WithFoldFolder(Folds, trainMissing: false).CrossValidate(folds: 3, repeats: 2);

        Assert.That(folds, Is.EqualTo(new[] { 1, 1, 2, 2 }));
        Assert.That(merged.Images.Select(Told), Is.EqualTo(single.Images.Select(Told)));
        Assert.That(merged.ByRepeat.Select(m => m.ToString()), Is.EqualTo(single.ByRepeat.Select(m => m.ToString())));
        Assert.That(merged.ByRepeat[1].Auroc.Interval, Is.EqualTo(single.ByRepeat[1].Auroc.Interval));
        Assert.That(merged.Audit!.Findings.Select(f => f.Sentence), Is.EqualTo(single.Audit!.Findings.Select(f => f.Sentence)));
        Assert.That((merged.Cost.Parameters, merged.Cost.ModelBytes), Is.EqualTo((single.Cost.Parameters, single.Cost.ModelBytes)));
        Assert.That(merged.Cost.ScoringTime, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public void CrossValidate_AFoldIsMissing_IsNamed()
    {
        Builder().WithFoldFolder(Folds).CrossValidateShard(new Shard(1, 2), folds: 2);
        Assert.That(
            () => Builder().WithFoldFolder(Folds, trainMissing: false).CrossValidate(folds: 2),
            Throws.TypeOf<TrainingException>().With.Message.StartsWith("Fold 2 of repeat 1 is missing: there is no file '"));
    }

    [Test]
    public void CrossValidate_SomeFoldsAreThere_TrainsTheOthersOnly()
    {
        Builder().WithFoldFolder(Folds).CrossValidateShard(new Shard(1, 2), folds: 2);
        var trained = new HashSet<int>();
        CrossValidationResult result = Builder().WithFoldFolder(Folds).CrossValidate(
            folds: 2, progress: new Listener(p => trained.Add(p.Training.Stage == TrainingStage.Training ? p.Fold : 2)));
        Assert.That(trained, Is.EquivalentTo(new[] { 2 }));
        Assert.That(result.Images, Has.Count.EqualTo(24));
    }

    [Test]
    public void CrossValidate_FoldsOfAnotherSeed_AreRefused()
    {
        Builder().WithFoldFolder(Folds).CrossValidateShard(Shard.Whole, folds: 2);
        Assert.That(
            () => Builder(seed: 2).WithFoldFolder(Folds).CrossValidate(folds: 2),
            Throws.TypeOf<TrainingException>().With.Message.Contains("network, options, seed, folds or data differ"));
    }

    [Test]
    public void CrossValidate_AFoldThatIsCutShort_IsRefused()
    {
        Builder().WithFoldFolder(Folds).CrossValidateShard(Shard.Whole, folds: 2);
        string file = Path.Combine(Folds, "patient-repeat-1-fold-2.json");
        File.WriteAllText(file, File.ReadAllText(file)[..200]);
        Assert.That(
            () => Builder().WithFoldFolder(Folds).CrossValidate(folds: 2), Throws.TypeOf<TrainingException>().With.Message.Contains("cannot be read"));
    }

    [Test]
    public void CrossValidate_AFoldWithAnyBitChanged_IsRefused()
    {
        Builder().WithFoldFolder(Folds).CrossValidateShard(Shard.Whole, folds: 2);
        string file = Path.Combine(Folds, "patient-repeat-1-fold-1.json");
        byte[] whole = File.ReadAllBytes(file);
        RandomStream random = new Seed(4).Open();
        foreach (int at in Enumerable.Range(0, 12).Select(i => i < 2 ? whole.Length - 1 - i : random.Below(whole.Length)))
        {
            byte[] changed = [.. whole];
            changed[at] ^= (byte)(1 << random.Below(8));
            File.WriteAllBytes(file, changed);
            Assert.That(
                () => Builder().WithFoldFolder(Folds).CrossValidate(folds: 2), Throws.TypeOf<TrainingException>().With.Message.Contains("checksum"),
                    $"byte {at}");
        }
    }

    [Test]
    public void CrossValidate_AFoldThatIsNotOfTheDataset_IsRefused()
    {
        Builder().WithFoldFolder(Folds).CrossValidateShard(Shard.Whole, folds: 2);
        string file = Path.Combine(Folds, "patient-repeat-1-fold-1.json");
        JsonNode fold = JsonNode.Parse(SealedJson.Open(File.ReadAllBytes(file)))!;
        fold["Images"]![3]!["Index"] = 24;
        File.WriteAllBytes(file, SealedJson.Seal(JsonSerializer.SerializeToUtf8Bytes(fold)));
        Assert.That(
            () => Builder().WithFoldFolder(Folds).CrossValidate(folds: 2),
            Throws.TypeOf<TrainingException>().With.Message.Contains("What it says of image 24 does not fit the dataset."));
    }

    [Test]
    public void CrossValidateShard_WithHeatMaps_KeepsThem()
    {
        CrossValidationResult single = Builder().WithHeatMaps().CrossValidate(folds: 2);
        Builder().WithHeatMaps().WithFoldFolder(Folds).CrossValidateShard(Shard.Whole, folds: 2);
        CrossValidationResult merged = Builder().WithHeatMaps().WithFoldFolder(Folds, trainMissing: false).CrossValidate(folds: 2);
        Assert.That(merged.Images.Count(i => i.HeatMap is not null), Is.EqualTo(single.Images.Count(i => i.HeatMap is not null)).And.GreaterThan(0));
        Assert.That(
            merged.Images.Select(i => i.HeatMap?.ToArray()), Is.EqualTo(single.Images.Select(i => i.HeatMap?.ToArray())));
    }

    [Test]
    public void CrossValidateShard_WithoutAFolder_IsRefused() => Assert.That(
        () => Builder().CrossValidateShard(Shard.Whole), Throws.InvalidOperationException.With.Message.Contains("WithFoldFolder"));

    [Test]
    public void Compare_OfShards_IsTheSingleRun()
    {
        LearningPlan[] plans = [Network.CustomCnn(), Basis("one").FineTuned(new FineTuningOptions { Cut = "nowhere" }), Basis("two").Frozen()];
        var options = new ComparisonOptions { Folds = 2 };
        ComparisonResult single = Builder().Compare(plans, options);
        for (int number = 1; number <= 2; number++)
        {
            Builder().WithFoldFolder(Folds).CompareShard(new Shard(number, 2), plans, options);
        }

        ComparisonResult merged = Builder().WithFoldFolder(Folds, trainMissing: false).Compare(plans, options);
        Assert.That(merged.Table.Rows.Select(r => r.Name), Is.EqualTo(single.Table.Rows.Select(r => r.Name)));
        Assert.That(merged.Table.Missing, Is.EqualTo(single.Table.Missing));
        foreach ((string name, CrossValidationResult result) in single.Results)
        {
            Assert.That(merged.Results[name].Images.Select(Told), Is.EqualTo(result.Images.Select(Told)));
        }
    }

    private static (string, string, float, int, int) Told(CrossValidatedImage image) =>
        (image.Image.Name, image.Prediction.Label, image.Prediction["COVID-19"], image.Fold, image.Repeat);

    private static CovidModelBuilder Builder(long seed = 1) =>
        new CovidModelBuilder(seed).WithData(Some.Dataset(24)).WithTraining(t => t with { Epochs = 1 });

    private Network Basis(string name)
    {
        Network.CustomCnn().SaveOnnx(_folder[$"{name}.onnx"], 2, seed: 3);
        return Network.FromOnnx(_folder[$"{name}.onnx"]);
    }

    private sealed class Listener(Action<CrossValidationProgress> told) : IProgress<CrossValidationProgress>
    {
        public void Report(CrossValidationProgress value)
        {
            lock (this)
            {
                told(value);
            }
        }
    }
}
