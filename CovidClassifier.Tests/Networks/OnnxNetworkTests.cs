using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

/// <summary>Import of networks that are written here, by our own graph builder, in the shapes that exporters use.</summary>
public sealed class OnnxNetworkTests
{
    private readonly TempFolder _folder = new();

    private string File => _folder["net.onnx"];

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void FromOnnx_FinalSoftmax_IsCutOff()
    {
        Write(outputs: 3, end: (b, x) => b.Add("Softmax", [x], Attributes.Of("axis", -1)));
        NetworkGraph network = Network.FromOnnx(File, Preprocessing.ZeroOne).Build(3, new Seed(1));
        Assert.That(network.Model.Graph.Node.Select(n => n.OpType), Has.None.EqualTo("Softmax"));
        Assert.That((network.Outputs, network.Notes.Count), Is.EqualTo((3, 0)));
        Assert.That(network.Parameters, Has.Length.EqualTo(4), "two weights and two biases, trained from their present values");
    }

    [Test]
    public void FromOnnx_OtherNumberOfClasses_ReplacesTheLastLayerAndSaysSo()
    {
        Write(outputs: 1000);
        NetworkGraph network = Network.FromOnnx(File, Preprocessing.ZeroOne).Build(2, new Seed(1));
        Assert.That(network.Outputs, Is.EqualTo(2));
        Assert.That(network.Notes, Is.EqualTo(new[] { "The last layer of net had 1000 outputs and was replaced by a new one with 2." }));
        Assert.That(Score(network, 100), Has.Length.EqualTo(2));
    }

    [TestCase("Conv")]
    [TestCase("MatMul")]
    [TestCase("Gemm without transB")]
    public void FromOnnx_LastLayerOfEachKind_CanBeReplaced(string kind)
    {
        Write(outputs: 7, kind);
        NetworkGraph network = Network.FromOnnx(File, Preprocessing.ZeroOne).Build(3, new Seed(1));
        Assert.That(Score(network, 100), Has.Length.EqualTo(3));
        Assert.That(network.ParameterCount, Is.EqualTo(4 * 3 * 9 + 4 + 4 * 3 + 3));
    }

    [Test]
    public void FromOnnx_OneOutputForTwoClasses_IsKept()
    {
        Write(outputs: 1, end: (b, x) => b.Add("Sigmoid", [x]));
        Assert.That(Network.FromOnnx(File, Preprocessing.ZeroOne).Build(2, new Seed(1)).Outputs, Is.EqualTo(1));
    }

    [TestCase("zero-one", 255f, 1f)]
    [TestCase("minus-one-one", 255f, 1f)]
    [TestCase("minus-one-one", 0f, -1f)]
    [TestCase("none", 77f, 77f)]
    [TestCase("imagenet", 255f, (1 - 0.485f) / 0.229f)]
    public void Preprocessing_GrayLevel_ReachesTheNetworkScaled(string name, float gray, float expected)
    {
        WriteFirstPixel();
        NetworkGraph network = Network.FromOnnx(File, Preprocessing.Parse(name)).Build(3, new Seed(1));
        Assert.That(Score(network, gray)[0], Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void FromOnnx_ChannelsLast_GetsTheSamePixels()
    {
        WriteFirstPixel(channelsLast: true);
        NetworkGraph network = Network.FromOnnx(File, Preprocessing.ImageNet).Build(3, new Seed(1));
        float[] scores = Score(network, 255);
        Assert.That(scores, Is.EqualTo(new[] { (1 - 0.485f) / 0.229f, (1 - 0.456f) / 0.224f, (1 - 0.406f) / 0.225f }).Within(1e-5));
    }

    [TestCase(64, 64)]
    [TestCase(70, 96)]
    [TestCase(500, 512)]
    public void FromOnnx_AnySide_IsDecodedAtTheNextContractSize(int side, int expected)
    {
        WriteFirstPixel(side: side);
        NetworkGraph network = Network.FromOnnx(File, Preprocessing.None).Build(3, new Seed(1));
        Assert.That((network.Width, network.Height), Is.EqualTo((expected, expected)));
        Assert.That(Score(network, 77)[0], Is.EqualTo(77).Within(1e-3), "an even picture stays even under the resize");
    }

    [Test]
    public void FromOnnx_OpenSize_TakesTheGivenOne()
    {
        WriteFirstPixel(side: -1);
        Assert.That(() => Network.FromOnnx(File, Preprocessing.None), Throws.TypeOf<NetworkException>().With.Message.Contains("leaves its size open"));
        Assert.That(Network.FromOnnx(File, Preprocessing.None, inputSize: 96).Build(3, new Seed(1)).Width, Is.EqualTo(96));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(513)]
    public void FromOnnx_OpenSizeAndASideThatNoPictureHas_IsRefused(int side)
    {
        WriteFirstPixel(side: -1);
        Assert.That(
            () => Network.FromOnnx(File, Preprocessing.None, inputSize: side),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith($"inputSize must lie between 1 and 512, got {side}."));
    }

    [Test]
    public void FromOnnx_TooLarge_IsRefusedWithBothSizes()
    {
        WriteFirstPixel(side: 600);
        Assert.That(
            () => Network.FromOnnx(File, Preprocessing.None).Build(3, new Seed(1)),
            Throws.TypeOf<NetworkException>().With.Message.Contains("600 x 600").And.Message.Contains("512 x 512"));
    }

    [Test]
    public void FromOnnx_NoPreprocessingKnown_ListsTheChoices()
    {
        Write(outputs: 2);
        Assert.That(() => Network.FromOnnx(File),
            Throws.TypeOf<NetworkException>().With.Message.Contains("zero-one, minus-one-one, imagenet, efficientnet-lite, torchxrayvision, rad-dino, none"));
    }

    [Test]
    public void FromOnnx_MissingFile_NamesIt() =>
        Assert.That(() => Network.FromOnnx(_folder["absent.onnx"]), Throws.TypeOf<NetworkException>().With.Message.Contains("absent.onnx"));

    [Test]
    public void FromOnnx_ExportOfATrainedModel_GoesOnFromItsWeights()
    {
        using CovidModel model = new CovidModelBuilder().WithData(Some.Dataset()).WithTraining(t => t with { Epochs = 1 }).Train();
        model.SaveOnnx(File);
        NetworkGraph network = Network.FromOnnx(File).Build(2, new Seed(5));
        Assert.That((network.Outputs, network.ParameterCount), Is.EqualTo((1, 422_177)));
        byte[] image = Some.Png(256, 7, 0);
        float logit = NetworkScores.Logits(network, CovidClassifier.Imaging.Decoding.XRayDecoder.Decode(image, 256, 256).Pixels)[0];
        Assert.That(1 / (1 + Math.Exp(-logit)), Is.EqualTo(model.Predict(image)["Normal"]).Within(1e-5));
    }

    [Test]
    public void FromOnnx_MobileNetOfTheSharedFolder_GetsTwoOutputs()
    {
        NetworkGraph network = Network.FromOnnx(SharedFolder.Path("models/mobilenet_v2_imagenet.onnx"), Preprocessing.MinusOneOne).Build(2, new Seed(1));
        Assert.That((network.Width, network.Outputs), Is.EqualTo((224, 2)));
        Assert.That(network.ParameterCount, Is.InRange(2_100_000, 2_400_000), "3.5 million less the 1,001 classes");
        Assert.That(Score(network, 100).All(float.IsFinite));
    }

    /// <summary>Conv 3x3, ReLU, global average, last layer.</summary>
    private void Write(int outputs, string last = "Gemm", Func<GraphBuilder, string, string>? end = null)
    {
        ModelProto model = OnnxFile.Create("small");
        var builder = new GraphBuilder(model.Graph);
        string x = builder.Input("image", -1, 3, 64, 64);
        x = builder.Add("Conv", [x, Weights.Glorot(builder, "w", 27, 36, new Seed(1), 4, 3, 3, 3), Weights.Zeros(builder, "b", 4)]);
        x = builder.Add("GlobalAveragePool", [builder.Add("Relu", [x])]);
        x = last switch
        {
            "Conv" => builder.Add("Conv", [x, Weights.Glorot(builder, "v", 4, outputs, new Seed(1), outputs, 4, 1, 1), Weights.Zeros(builder, "c", outputs)]),
            "MatMul" => builder.Add("Add",
            [
                builder.Add("MatMul", [builder.Add("Flatten", [x]), Weights.Glorot(builder, "v", 4, outputs, new Seed(1), 4, outputs)]),
                Weights.Zeros(builder, "c", outputs),
            ]),
            "Gemm" => builder.Add(
                "Gemm",
                [builder.Add("Flatten", [x]), Weights.Glorot(builder, "v", 4, outputs, new Seed(1), outputs, 4), Weights.Zeros(builder, "c", outputs)],
                Attributes.Of("transB", 1)),
            _ => builder.Add(
                "Gemm", [builder.Add("Flatten", [x]), Weights.Glorot(builder, "v", 4, outputs, new Seed(1), 4, outputs), Weights.Zeros(builder, "c", outputs)]),
        };
        x = end?.Invoke(builder, x) ?? x;
        builder.AddAs("out", "Identity", [x]);
        builder.Output("out", last == "Conv" ? [-1, outputs, 1, 1] : [-1, outputs]);
        OnnxFile.Save(model, File);
    }

    /// <summary>The three channels of the first pixel are the logits.</summary>
    private void WriteFirstPixel(bool channelsLast = false, int side = 64)
    {
        ModelProto model = OnnxFile.Create("first pixel");
        var builder = new GraphBuilder(model.Graph);
        string x = builder.Input("image", channelsLast ? [-1, side, side, 3] : [-1, 3, side, side]);
        x = channelsLast ? builder.Add("Transpose", [x], Attributes.Of("perm", [0L, 3, 1, 2])) : x;
        x = builder.Add("Slice", [x, builder.Constant(0L, 0), builder.Constant(1L, 1), builder.Constant(2L, 3)]);
        builder.AddAs("out", "Flatten", [x]);
        builder.Output("out", -1, 3);
        OnnxFile.Save(model, File);
    }

    private static float[] Score(NetworkGraph network, float gray) =>
        NetworkScores.Logits(network, [.. Enumerable.Repeat((byte)gray, network.Width * network.Height)]);
}
