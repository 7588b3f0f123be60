using CovidClassifier.Imaging;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using CovidClassifier.Quantization;
using Google.Protobuf;

namespace CovidClassifier.Tests.Quantization;

public class QuantizedNetworkTests
{
    private const int Size = 32;

    private static readonly GrayImage[] Images = [.. Enumerable.Range(0, 24).Select(Picture)];

    [Test]
    public void Of_ResidualNetworkWithNormalisation_ChangesLogitsLittle()
    {
        ModelProto floats = ResidualNetwork(seed: 5);
        float[][] exact = Logits(floats), rounded = Logits(OnnxFile.Parse(QuantizedNetwork.Of(floats.ToByteArray(), Images, default), "it"));
        double spread = exact.SelectMany(r => r).Max() - exact.SelectMany(r => r).Min();
        double worst = exact.Zip(rounded).SelectMany(p => p.First.Zip(p.Second)).Max(p => Math.Abs(p.First - p.Second));
        Assert.That(worst, Is.GreaterThan(0), "something is rounded");
        Assert.That(worst / spread, Is.LessThan(0.08));
    }

    [Test]
    public void Of_AnyNetwork_HoldsConvolutionWeightsAsBytesAndTheLastLayerAsFloats()
    {
        ModelProto floats = ResidualNetwork(seed: 5);
        ModelProto rounded = OnnxFile.Parse(QuantizedNetwork.Of(floats.ToByteArray(), Images, default), "it");
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(rounded.Graph);
        NodeProto[] convolutions = [.. rounded.Graph.Node.Where(n => n.OpType == "Conv")];
        Assert.That(convolutions, Has.Length.EqualTo(3));
        Assert.That(convolutions.Select(c => makers[c.Input[1]].OpType), Is.All.EqualTo("DequantizeLinear"));
        Assert.That(convolutions.Select(c => makers[c.Input[0]].OpType), Is.All.EqualTo("DequantizeLinear"));
        Assert.That(rounded.Graph.Node.Count(n => n.OpType == "BatchNormalization"), Is.Zero, "normalisation is part of the convolution before it");
        Assert.That(makers, Does.Not.ContainKey(rounded.Graph.Node.Single(n => n.OpType == "Gemm").Input[1]), "the last layer's weights stay as they are");
    }

    [Test]
    public void Of_TheSameNetworkTwice_GivesTheSameBytes()
    {
        byte[] graph = ResidualNetwork(seed: 5).ToByteArray();
        byte[] first = QuantizedNetwork.Of(graph, Images, default), second = QuantizedNetwork.Of(graph, Images, default);
        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void Of_NetworkOfOneLayer_IsRefused()
    {
        ModelProto model = OnnxFile.Create("one");
        var builder = new GraphBuilder(model.Graph);
        string flat = builder.Add("Flatten", [builder.Input(NetworkGraph.Pixels, -1, 1, Size, Size)]);
        builder.AddAs(NetworkGraph.Logits, "Gemm", [flat, builder.FloatTensor(new float[Size * Size * 2], Size * Size, 2)]);
        builder.Output(NetworkGraph.Logits, -1, 2);
        Assert.That(
            () => QuantizedNetwork.Of(model.ToByteArray(), Images, default),
            Throws.TypeOf<NetworkException>().With.Message.Contains("no layer before its last"));
    }

    [Test]
    public void Dequantization_OfAQuantisedNetwork_GivesBackFloatsWithinHalfAStep()
    {
        ModelProto floats = ResidualNetwork(seed: 9);
        ModelProto back = OnnxFile.Parse(QuantizedNetwork.Of(floats.ToByteArray(), Images, default), "it");
        Assert.That(Dequantization.Apply(back.Graph), Is.True);
        Assert.That(back.Graph.Node.Select(n => n.OpType), Has.None.EqualTo("QuantizeLinear").And.None.EqualTo("DequantizeLinear"));
        BatchNormalizationFolding.Apply(floats.Graph);
        Assert.That(back.Graph.Node.Select(n => n.OpType), Is.EquivalentTo(floats.Graph.Node.Select(n => n.OpType)));
        foreach ((NodeProto exact, NodeProto rounded) in Convolutions(floats).Zip(Convolutions(back)))
        {
            float[] weights = floats.Graph.Initializer.Single(i => i.Name == exact.Input[1]).Floats();
            float[] restored = back.Graph.Initializer.Single(i => i.Name == rounded.Input[1]).Floats();
            Assert.That(restored, Is.EqualTo(weights).Within(weights.Max(Math.Abs) / 63 * 0.501));
        }

        static IEnumerable<NodeProto> Convolutions(ModelProto model) => model.Graph.Node.Where(n => n.OpType == "Conv");
    }

    [Test]
    public void Dequantization_OfANetworkOfFloats_ChangesNothing()
    {
        ModelProto floats = ResidualNetwork(seed: 9);
        ModelProto before = floats.Clone();
        Assert.That(Dequantization.Apply(floats.Graph), Is.False);
        Assert.That(floats, Is.EqualTo(before));
    }

    [Test]
    public void Folding_OfNormalisation_ChangesNoLogit()
    {
        ModelProto floats = ResidualNetwork(seed: 3);
        float[][] exact = Logits(floats);
        BatchNormalizationFolding.Apply(floats.Graph);
        Assert.That(floats.Graph.Node.Count(n => n.OpType == "BatchNormalization"), Is.Zero);
        Assert.That(Logits(floats).SelectMany(r => r), Is.EqualTo(exact.SelectMany(r => r)).Within(1e-4));
    }

    [TestCase(0, 10, 10 / 255.0, 0)]
    [TestCase(-1, 1, 2 / 255.0, 128)]
    [TestCase(2, 5, 5 / 255.0, 0)]
    [TestCase(0, 0, 1, 0)]
    public void Range_OfBounds_HoldsZeroExactly(double low, double high, double scale, int zero)
    {
        var range = ActivationRange.Of(low, high);
        Assert.That(range.Scale, Is.EqualTo(scale).Within(1e-7));
        Assert.That(range.ZeroPoint, Is.EqualTo(zero));
    }

    [Test]
    public void Histogram_WithOneFarValue_CutsItOff()
    {
        var histogram = new ActivationHistogram(0, 100);
        histogram.Add([.. Enumerable.Range(0, 100_000).Select(i => i % 1000 / 100f)]);
        histogram.Add([100f]);
        // the error N (R / 255)^2 / 12 + (100 - R)^2 is least at R = 200 / (2 + N / (6 x 255^2))
        Assert.That(histogram.Best().Scale * 255, Is.EqualTo(200 / (2 + 100_000 / (6.0 * 255 * 255))).Within(1.1));
    }

    [Test]
    public void Histogram_OfEvenValues_KeepsTheWholeRange()
    {
        var histogram = new ActivationHistogram(0, 8);
        histogram.Add([.. Enumerable.Range(0, 8001).Select(i => i / 1000f)]);
        Assert.That(histogram.Best().Scale * 255, Is.EqualTo(8).Within(0.3));
    }

    /// <summary>Convolution, normalisation, ReLU; a residual sum; depthwise convolution, Clip; pooling; a dense layer.</summary>
    private static ModelProto ResidualNetwork(ulong seed)
    {
        var random = new Random((int)seed);
        ModelProto model = OnnxFile.Create("residual");
        var builder = new GraphBuilder(model.Graph);
        string input = builder.Add("Div", [builder.Input(NetworkGraph.Pixels, -1, 1, Size, Size), builder.Constant(255f)]);
        string first = builder.Add("Relu", [Normalised(builder.Add("Conv", [input, Weights(8, 1, 3, 3), Weights(8)], Same()), 8)]);
        string pooled = builder.Add("MaxPool", [first], Attributes.Of("kernel_shape", [2, 2]), Attributes.Of("strides", [2, 2]));
        string branch = Normalised(builder.Add("Conv", [pooled, Weights(8, 8, 3, 3)], Same()), 8);
        string sum = builder.Add("Relu", [builder.Add("Add", [branch, pooled])]);
        string deep = builder.Add("Conv", [sum, Weights(8, 1, 3, 3), Weights(8)], Same(), Attributes.Of("group", 8));
        string clipped = builder.Add("Clip", [deep, builder.Constant(0f), builder.Constant(6f)]);
        string flat = builder.Add("Flatten", [builder.Add("GlobalAveragePool", [clipped])]);
        builder.AddAs(NetworkGraph.Logits, "Gemm", [flat, Weights(8, 2), Weights(2)]);
        builder.Output(NetworkGraph.Logits, -1, 2);
        return model;

        string Weights(params long[] dims) =>
            builder.FloatTensor([.. Enumerable.Range(0, (int)dims.Aggregate((a, b) => a * b)).Select(_ => (float)(random.NextDouble() - 0.45))], dims);

        string Normalised(string tensor, int channels) => builder.Add(
            "BatchNormalization",
            [tensor, Positive(channels), Weights(channels), Weights(channels), Positive(channels)]);

        string Positive(int channels) => builder.FloatTensor([.. Enumerable.Range(0, channels).Select(_ => 0.5f + random.NextSingle())], channels);

        static AttributeProto Same() => Attributes.Of("pads", [1, 1, 1, 1]);
    }

    private static float[][] Logits(ModelProto model)
    {
        using var session = new OnnxSession(model);
        return [.. Images.Select(image =>
        {
            using var inputs = new NamedValues();
            PixelScale.ToFloats(image.Pixels, inputs.AddFloats(NetworkGraph.Pixels, 1, 1, image.Height, image.Width));
            using NamedValues outputs = session.Run(inputs, [NetworkGraph.Logits]);
            return outputs.Floats(NetworkGraph.Logits).ToArray();
        })];
    }

    private static GrayImage Picture(int seed)
    {
        var random = new Random(seed);
        double tilt = random.NextDouble() * 8, level = 40 + random.NextDouble() * 120;
        return new GrayImage(Size, Size, [.. Enumerable.Range(0, Size * Size).Select(i =>
            (byte)Math.Clamp(level + tilt * (i % Size - Size / 2) + 20 * Math.Sin(i / (double)Size * (seed + 1)) + random.Next(20), 0, 255))]);
    }
}
