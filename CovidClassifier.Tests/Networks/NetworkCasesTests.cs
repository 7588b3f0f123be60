namespace CovidClassifier.Tests.Networks;

/// <summary>Networks that went wrong once (../shared/cases), and what must happen to each.</summary>
public sealed class NetworkCasesTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("frozen")]
    [TestCase("finetune")]
    [TestCase("scratch")]
    public void WeightsBeside_InEachMode_EndUpInTheSavedZip(string mode)
    {
        string file = SharedFolder.Path("cases/01-external-data/net/net.onnx");
        using CovidModel model = Train(file, mode);
        model.Save(_folder["m.zip"]);
        byte[] image = Some.Png(64, 1, 1);
        using CovidModel loaded = CovidModel.Load(_folder["m.zip"]);
        Assert.That(loaded.Predict(image).Probability, Is.EqualTo(model.Predict(image).Probability));
        Assert.That(new FileInfo(_folder["m.zip"]).Length, Is.GreaterThan(20_000));
    }

    [TestCase("refuse-absolute", "/etc/hostname")]
    [TestCase("refuse-parent", "../net.onnx.data")]
    [TestCase("refuse-missing", "gone.data")]
    public void WeightsElsewhere_AreRefusedByTensorAndPlace(string folder, string location) =>
        Assert.That(
            () => Network.FromOnnx(SharedFolder.Path($"cases/01-external-data/{folder}/net.onnx"), Preprocessing.ImageNet),
            Throws.TypeOf<NetworkException>().With.Message.StartsWith("Tensor '0.weight' keeps its values in the file '" + location));

    [TestCase("split-to-sequence", "frozen")]
    [TestCase("zipmap", "frozen")]
    [TestCase("zipmap", "finetune")]
    [TestCase("split-to-sequence", "finetune")]
    public void SequenceInside_IsTrained(string name, string mode)
    {
        using CovidModel model = Train(SharedFolder.Path($"cases/14-sequence-inside-a-network/{name}.onnx"), mode);
        Assert.That(model.Predict(Some.Png(64, 1, 1)).Probability, Is.InRange(0, 1));
    }

    [Test]
    public void SequenceInTheTrainedPart_NamesTheNode() =>
        Assert.That(
            () => Train(SharedFolder.Path("cases/14-sequence-inside-a-network/split-to-sequence.onnx"), "scratch"),
            Throws.TypeOf<NetworkException>().With.Message.Contains("ConcatFromSequence '/b/b.1/Relu_output_0'"));

    [TestCase("float16-ends", "frozen")]
    [TestCase("float16-ends", "finetune")]
    [TestCase("float32-ends", "frozen")]
    [TestCase("float32-ends", "finetune")]
    public void HalfPrecision_IsWidenedAndSaid(string name, string mode)
    {
        using CovidModel model = Train(SharedFolder.Path($"cases/19-half-precision/{name}.onnx"), mode);
        Assert.That(model.Card.Notes, Has.One.Contains("was exported in float16"));
    }

    [Test]
    public void LoopOfNodes_IsRefused() =>
        Assert.That(
            () => Network.FromOnnx(SharedFolder.Path("cases/rel-05-network-that-loops/self-loop.onnx"), Preprocessing.ZeroOne, 64),
            Throws.TypeOf<NetworkException>().With.Message.Contains("makes the tensor 'y' twice"));

    [TestCase("batch-of-50000")]
    [TestCase("constant-of-shape")]
    [TestCase("weight-1-GB-declared")]
    public void SmallFileThatAsksForMuch_IsRefused(string name) =>
        Assert.That(
            () => Network.FromOnnx(SharedFolder.Path($"cases/rel-16-small-network-much-memory/{name}.onnx"), Preprocessing.ZeroOne),
            Throws.TypeOf<NetworkException>());

    [Test]
    public void ZipWhoseNetworkLoops_IsNotLoaded() =>
        Assert.That(
            () => CovidModel.Load(SharedFolder.Path("cases/rel-13-zip-of-strangers/loop-endless.zip")),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("a branch or loop over graphs"));

    [TestCase("one-output-always-yes", 1)]
    [TestCase("two-outputs-first", 2)]
    public void KeptOutputs_AreSaidToMeanTheClassesInTheirOrder(string name, int outputs)
    {
        using CovidModel model = Train(SharedFolder.Path($"cases/28-which-class-one-output-means/{name}.onnx"), "scratch");
        string meaning = outputs == 1 ? "its one output was taken as the logit of 'Normal', the second class"
            : "its 2 outputs were taken as the classes in this order: COVID-19, Normal";
        Assert.That(model.Card.Warnings, Has.One.Contains(meaning));
    }

    private static CovidModel Train(string file, string mode)
    {
        Network network = Network.FromOnnx(file, Preprocessing.ImageNet);
        CovidModelBuilder builder = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24)).WithTraining(t => t with { Epochs = 1, BatchSize = 8 });
        return (mode switch
        {
            "frozen" => builder.WithNetwork(network.Frozen()),
            "finetune" => builder.WithNetwork(network.FineTuned()),
            _ => builder.WithNetwork(network),
        }).Train();
    }
}
