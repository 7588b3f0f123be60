using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

public sealed class InputSizeTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("AveragePool")]
    [TestCase("MaxPool")]
    [TestCase("GlobalAveragePool")]
    [TestCase("ReduceMean")]
    public void WithInputSize_ConvolutionsAndAPoolingOfTheWholeMap_IsTheNetworkExportedForThatSize(string pooling)
    {
        Network sized = Open(pooling, 64).WithInputSize(96);
        NetworkGraph graph = sized.Build(3, new Seed(1)), exported = Open(pooling, 96).Build(3, new Seed(1));
        byte[] pixels = [.. Enumerable.Range(0, 96 * 96).Select(i => (byte)(i * 7 % 251))];
        Assert.That((graph.Width, graph.Height, sized.Name), Is.EqualTo((96, 96, "net-96")));
        Assert.That(NetworkScores.Logits(graph, pixels), Is.EqualTo(NetworkScores.Logits(exported, pixels)).Within(1e-6));
        Assert.That(graph.Notes, Does.Contain("net was exported for images of 64 x 64 and takes 96 x 96 here."));
    }

    [Test]
    public void WithInputSize_TheOwnOne_IsTheNetworkItself()
    {
        Network network = Open("AveragePool", 64);
        Assert.That(network.WithInputSize(64), Is.SameAs(network));
        Assert.That(network.WithInputSize(96).WithInputSize(128).Name, Is.EqualTo("net-128"));
        Assert.That(network.WithInputSize(96).WithInputSize(64), Is.SameAs(network));
        Assert.That(Network.CustomCnn().WithInputSize(128).Build(2, new Seed(1)).Width, Is.EqualTo(128));
    }

    [Test]
    public void WithInputSize_AnySide_IsShrunkFromTheNextThatImagesAreDecodedTo()
    {
        NetworkGraph graph = Open("GlobalAveragePool", 64).WithInputSize(100).Build(3, new Seed(1));
        Assert.That((graph.Width, NetworkScores.Logits(graph, new byte[128 * 128]).Length), Is.EqualTo((128, 3)));
    }

    [Test]
    public void WithInputSize_ADenseLayerOnTheMap_IsRefused()
    {
        Network.CustomCnn(inputSize: 64).SaveOnnx(_folder["cnn.onnx"], 2, seed: 1);
        Assert.That(() => Network.FromOnnx(_folder["cnn.onnx"]).WithInputSize(96), Throws.TypeOf<NetworkException>().With.Message.EqualTo(
            "Network 'cnn' was exported for images of 64 x 64 and cannot take 96 x 96: the weights of a layer belong to places in the image. Leave the input " +
                "size out, or export the network for that size."));
    }

    [TestCase(63)]
    [TestCase(513)]
    public void WithInputSize_OutOfRange_IsRefused(int side) =>
        Assert.That(
            () => Backbone.ResNet18.WithInputSize(side),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("side must lie between 64 and 512"));

    [Test]
    public void WithInputSize_APublishedNetwork_HasItsSizeInItsName()
    {
        Assert.That(Backbone.ResNet18.WithInputSize(320).FineTuned().Title, Is.EqualTo("resnet18-320 finetune"));
        Assert.That(Backbone.ResNet18.WithInputSize(320).WithInputSize(224).Name, Is.EqualTo("resnet18"));
    }

    [Test]
    public void WithInputSize_ThePackagesResNet18_Runs()
    {
        NetworkGraph graph = Backbone.ResNet18.WithInputSize(96).Build(3, new Seed(1));
        Assert.That((graph.Width, NetworkScores.Logits(graph, new byte[96 * 96]).Length), Is.EqualTo((96, 3)));
    }

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(false, true)]
    public void Stretch_AMeanImage_IsTheSamePictureAtTheOtherSize(bool isLast, bool hasBatch)
    {
        // brighter to the right and downwards, by the same from place to place: linear between places is exact
        float Gray(int c, float y, float x) => 10 * c + 2 * y + 3 * x;
        NetworkInput input = new("image", 2, 4, 4, isLast), other = input with { Height = 8, Width = 8 };
        long[] shape = input.Shape(1)[(hasBatch ? 0 : 1)..];
        ModelProto model = OnnxFile.Create("net");
        var builder = new GraphBuilder(model.Graph);
        string image = builder.Input("image", input.Shape(-1));
        string mean = builder.FloatTensor([.. Places(4, isLast).Select(p => Gray(p.Channel, p.Row, p.Column))], shape);
        string weight = builder.FloatTensor([.. Enumerable.Repeat(1f, 32)], shape);
        builder.AddAs("logits", "Mul", [builder.Add("Sub", [image, mean]), weight]);
        MeanImages.Stretch(model.Graph, input, other);
        float[] stretched = model.Graph.Initializer.Single(i => i.Name == mean).Floats();
        float Inside(int place) => Math.Clamp((place + 0.5f) / 2 - 0.5f, 0, 3);
        Assert.That(stretched, Is.EqualTo(Places(8, isLast).Select(p => Gray(p.Channel, Inside(p.Row), Inside(p.Column)))).Within(1e-4));
        Assert.That(model.Graph.Initializer.Single(i => i.Name == weight).Dims, Is.EqualTo(shape), "what is multiplied is no mean image");
    }

    private static IEnumerable<(int Channel, int Row, int Column)> Places(int side, bool isLast) =>
        Enumerable.Range(0, 2 * side * side).Select(i => isLast ? (i % 2, i / 2 / side, i / 2 % side) : (i / side / side, i / side % side, i % side));

    private Network Open(string pooling, int side)
    {
        ModelProto model = OnnxFile.Create("net");
        var builder = new GraphBuilder(model.Graph);
        string x = builder.Input("image", -1, 3, side, side);
        x = builder.Add(
            "Conv",
            [x, Weights.Glorot(builder, "conv.weight", 27, 72, new Seed(4), 8, 3, 3, 3)],
            Attributes.Of("strides", [2L, 2]),
            Attributes.Of("pads", [1L, 1, 1, 1]));
        x = builder.Add("Relu", [x]);
        x = pooling switch
        {
            "ReduceMean" => builder.Add(pooling, [x, builder.Constant(2L, 3)]),
            "GlobalAveragePool" => builder.Add(pooling, [x]),
            _ => builder.Add(pooling, [x], Attributes.Of("kernel_shape", [side / 2L, side / 2])),
        };
        x = builder.Add("Flatten", [x]);
        x = builder.Add("Gemm", [x, Weights.Glorot(builder, "dense.weight", 8, 3, new Seed(5), 3, 8)], Attributes.Of("transB", 1));
        builder.AddAs("classes", "Identity", [x]);
        builder.Output("classes", -1, 3);
        OnnxFile.Save(model, _folder["net.onnx"]);
        return Network.FromOnnx(_folder["net.onnx"], Preprocessing.ZeroOne);
    }
}
