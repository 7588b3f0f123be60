using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Tests.Imaging;

namespace CovidClassifier.Tests.Learning.Cache;

public sealed class FeatureCacheTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static readonly TestCaseData[] Ways =
    [
        new TestCaseData((Network net) => (LearningPlan)net.Frozen(), AugmentationOptions.None, 24).SetName("Frozen"),
        new TestCaseData((Network net) => (LearningPlan)net.Frozen(), AugmentationOptions.Study, 4 * 24).SetName("Frozen, augmented"),
        new TestCaseData((Network net) => (LearningPlan)net.FineTuned(), AugmentationOptions.None, 2 * 24).SetName("FineTuned"),
        new TestCaseData((Network net) => (LearningPlan)net, AugmentationOptions.Study, 0).SetName("Scratch"),
    ];

    [TestCaseSource(nameof(Ways))]
    public void Train_WithTheCacheOfAnEarlierRun_GivesTheWeightsOfARunWithout(Func<Network, LearningPlan> way, AugmentationOptions augmentation, int rows)
    {
        Network.CustomCnn(inputSize: 64).SaveOnnx(_folder["net.onnx"], 2, seed: 3);
        CovidModelBuilder Builder() => new CovidModelBuilder(seed: 1)
            .WithData(Some.Dataset(24)).WithAudits(AuditDepth.None).WithAugmentation(augmentation).WithNetwork(way(Network.FromOnnx(_folder["net.onnx"])))
            .WithTraining(t => t with { Epochs = 2, Threads = 1 });
        FeatureCache first = Open(), second = Open();
        byte[] without = Graph(Builder()), filling = Graph(Builder().WithFeatureCache(first)), reading = Graph(Builder().WithFeatureCache(second));
        Assert.That(filling, Is.EqualTo(without));
        Assert.That(reading, Is.EqualTo(without));
        Assert.That((first.ReusedImages, first.DecodedImages, first.ReusedFeatures, first.ComputedFeatures), Is.EqualTo((0, 24, 0, rows)));
        Assert.That((second.ReusedImages, second.DecodedImages, second.ReusedFeatures, second.ComputedFeatures), Is.EqualTo((24, 0, rows, 0)));
    }

    [Test]
    public void Compare_OfTwoNetworksOfOneSize_DecodesOnce()
    {
        FeatureCache cache = Open();
        new CovidModelBuilder(seed: 1).WithData(Some.Dataset(12)).WithAudits(AuditDepth.None).WithTraining(t => t with { Epochs = 1 }).WithFeatureCache(cache)
            .Compare(
                [Network.CustomCnn(inputSize: 64).Named("one"), Network.CustomCnn(inputSize: 64).Named("other")], new ComparisonOptions { Folds = 2 });
        Assert.That((cache.ReusedImages, cache.DecodedImages), Is.EqualTo((12, 12)));
        Assert.That(cache.ToString(), Is.EqualTo(
            $"The feature cache '{_folder["kept"]}' gave 12 of 24 decoded images and 0 of 0 features and activations; it holds 0.1 MB of at most 4.0 GB. " +
            "Times are those of this run, and longer without it."));
    }

    [Test]
    public void Decode_SizeFrameBoxAndBytes_AreEachADifferentEntry()
    {
        byte[] bytes = Some.Png(64, 1, 0);
        var whole = ImageSource.FromBytes(bytes);
        (ImageSource Source, int Width)[] asked =
        [
            (whole, 32), (whole, 16), (whole with { Box = (0, 0, 32, 32) }, 32), (whole with { Box = (0, 0, 32, 31) }, 32),
            (ImageSource.FromBytes(Some.Png(64, 1, 1)), 32),
        ];
        foreach (bool isKept in new[] { false, true })
        {
            FeatureCache cache = Open();
            foreach ((ImageSource source, int width) in asked)
            {
                Assert.That(Decode(cache, source, width), Is.EqualTo(source.Decode(width, 32).Pixels.ToArray()));
            }

            Assert.That(cache.ReusedImages, Is.EqualTo(isKept ? asked.Length : 0));
        }
    }

    [Test]
    public void Decode_AFileThatChangesUnderItsNameAndTime_IsDecodedAnew()
    {
        string path = _folder["a.png"];
        DateTime time = new(2020, 4, 1, 0, 0, 0, DateTimeKind.Utc);
        byte[] one = new TestPng(8, 8, depth: 8, colourType: 0) { Pixel = (x, y) => [x] }.Encode(), other = [.. one];
        FeatureCache cache = Open();
        foreach (int gray in new[] { 10, 20 })
        {
            File.WriteAllBytes(path, new TestPng(8, 8, depth: 8, colourType: 0) { Pixel = (_, _) => [gray] }.Encode());
            File.SetLastWriteTimeUtc(path, time);
            Assert.That(Decode(cache, ImageSource.FromFile(path), 32), Has.All.EqualTo((byte)gray));
        }
    }

    [TestCase("")]
    [TestCase("no image")]
    public void Decode_WhatIsNoImage_IsTheSameErrorAsWithout(string text)
    {
        _folder.Text("a.png", text);
        var source = ImageSource.FromFile(_folder["a.png"]);
        string without = Assert.Throws<ImageFormatException>(() => source.Decode(32, 32))!.Message;
        Assert.That(Assert.Throws<ImageFormatException>(() => Decode(Open(), source, 32))!.Message, Is.EqualTo(without));
        Assert.That(_folder["kept"], Does.Not.Exist);
    }

    [Test]
    public void KeyOf_PixelsGraphTensorAndProvider_AreAllInIt()
    {
        string[] keys =
        [
            FeatureCache.KeyOf([1], "graph", "tensor", ExecutionProvider.Cpu), FeatureCache.KeyOf([2], "graph", "tensor", ExecutionProvider.Cpu),
            FeatureCache.KeyOf([1], "other", "tensor", ExecutionProvider.Cpu), FeatureCache.KeyOf([1], "graph", "other", ExecutionProvider.Cpu),
            FeatureCache.KeyOf([1], "graph", "tensor", ExecutionProvider.Cuda),
        ];
        Assert.That(keys, Is.Unique);
    }

    [Test]
    public void Problem_OfAFolderThatIsAFile_IsASentence_AndTheRunGoesOn()
    {
        File.WriteAllText(_folder["kept"], "");
        FeatureCache cache = Open();
        Assert.That(Decode(cache, ImageSource.FromBytes(Some.Png(64, 1, 0)), 32), Has.Length.EqualTo(32 * 32));
        Assert.That(cache.Problem, Does.StartWith($"Nothing more is kept in the feature cache '{_folder["kept"]}', which cannot be written to: ")
            .And.EndWith(". Results are the same without it."));
    }

    [TestCase("", 1L)]
    [TestCase(" ", 1L)]
    [TestCase("kept", 0L)]
    [TestCase("kept", -1L)]
    public void FeatureCache_WithoutFolderOrRoom_IsRefused(string folder, long limit) =>
        Assert.That(() => new FeatureCache(folder, limit), Throws.InstanceOf<ArgumentException>());

    private FeatureCache Open() => new(_folder["kept"]);

    private static byte[] Graph(CovidModelBuilder builder)
    {
        using CovidModel model = builder.Train();
        using var folder = new TempFolder();
        model.SaveOnnx(folder["m.onnx"]);
        return File.ReadAllBytes(folder["m.onnx"]);
    }

    private static byte[] Decode(FeatureCache cache, ImageSource source, int width)
    {
        byte[] pixels = new byte[width * 32];
        cache.Decode(source, width, 32, pixels, default);
        return pixels;
    }
}
