using CovidClassifier.Explanation;
using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Scoring;
using CovidClassifier.Tests.Packaging;
using Google.Protobuf;

namespace CovidClassifier.Tests.Explanation;

/// <summary>The map is chosen by itself in every kind of network that can be imported.</summary>
public sealed class ImportedNetworkTests
{
    [TestCase("light_densenet121", 7)]
    [TestCase("light_resnet50", 7)]
    [TestCase("light_squeezenet", 13)]
    [TestCase("light_vgg19", 14)]
    public void Maps_OfAnImportedNetwork_AreTheLastBeforePooling(string name, int side)
    {
        NetworkGraph network = Network.FromOnnx(SharedFolder.Path($"models/light/{name}.onnx"), Preprocessing.ImageNet).Build(2, new Seed(1));
        ScoredGraph graph = Take(network);
        Assert.That(graph.Maps, Has.Count.EqualTo(1));
        Assert.That((graph.Maps[0].Rows, graph.Maps[0].Height, graph.Maps[0].Width, graph.Maps[0].IsMirroredPair), Is.EqualTo((1, side, side, false)));
        using var gradient = new MapGradient(graph, threads: 0);
    }

    [Test]
    public void Maps_OfMobileNetV2_AreTheFeaturesBeforeTheirMean()
    {
        NetworkGraph network = Network.FromOnnx(SharedFolder.Path("models/mobilenet_v2_imagenet.onnx"), Preprocessing.MinusOneOne).Build(2, new Seed(1));
        SpatialMap map = Take(MirrorAverage.Of(network)).Maps.Single();
        Assert.That((map.Rows, map.Channels, map.Height, map.Width, map.IsMirroredPair), Is.EqualTo((2, 1280, 7, 7, true)));
    }

    [Test]
    public void Maps_OfACnnWithMaximumPooling_AreThoseBeforeIt() =>
        Assert.That(Take(Network.CustomCnn().Build(2, new Seed(1))).Maps.Select(m => (m.Channels, m.Height, m.Width)), Is.EqualTo(new[] { (32, 14, 14) }));

    [Test]
    public void Explain_ANetworkThatJoinsTwoBranches_AddsBothMaps()
    {
        using CovidModel model = SpotNetwork.Model(TwoBranches());
        XRayImage image = XRayImage.FromBytes(SpotNetwork.Picture(64, 64, (1, 1, 255), (6, 6, 255)), "spots");
        float[] cells = model.Explain(image, "COVID-19", ExplanationMethod.GradCam).Map.ToArray(8, 8);
        float plain = 128 / 255f, fine = 1 - 0.51f, block = (1 + 3 * plain) / 4 - 0.51f;
        Assert.That(cells[0], Is.EqualTo(block / (fine + 0.75 * 0.75 * block)).Within(1e-4), "a block's share of the logit is spread over its four cells");
        Assert.That(Take(TwoBranches()).Maps.Select(m => m.Width), Is.EquivalentTo(new[] { 8, 4 }));
        Assert.That((cells[1 * 8 + 1], cells[6 * 8 + 6]), Is.EqualTo((1f, 1f)).Within(1e-5));
        Assert.That(cells[4 * 8 + 2], Is.LessThan(0.1));
        Assert.That(model.Explain(image, "COVID-19", ExplanationMethod.ClassActivationMap).Map.ToArray(8, 8), Is.EqualTo(cells).Within(1e-4));
    }

    private static ScoredGraph Take(NetworkGraph network)
    {
        var rule = new DecisionRule(SomeModel.TwoClasses, "COVID-19", 0.5f);
        return new ScoredGraph(ScoringGraph.Build(network, rule).ToByteArray(), network.Width, network.Height);
    }

    // one branch on the cells, one on blocks of two by two of them
    private static NetworkGraph TwoBranches()
    {
        ModelProto model = OnnxFile.Create("branches");
        var builder = new GraphBuilder(model.Graph);
        string cells = SpotNetwork.Means(builder);
        string blocks = builder.Add("AveragePool", [cells], Attributes.Of("kernel_shape", [2L, 2]), Attributes.Of("strides", [2L, 2]));
        string[] pooled =
        [
            .. new[] { cells, blocks }.Select(
                x => builder.Add("Relu", [builder.Add("Conv", [x, builder.FloatTensor([1], 1, 1, 1, 1), builder.FloatTensor([-0.51f], 1)])]))
                .Select(map => builder.Add("Flatten", [builder.Add("GlobalAveragePool", [map])])),
        ];
        string joined = builder.Add("Concat", pooled, Attributes.Of("axis", 1));
        builder.AddAs(NetworkGraph.Logits, "Gemm", [joined, builder.FloatTensor([100, 100], 2, 1)]);
        builder.Output(NetworkGraph.Logits, -1, 1);
        return new NetworkGraph(model, 64, 64, 1);
    }
}
