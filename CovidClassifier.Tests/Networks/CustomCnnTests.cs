using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Networks;

public sealed class CustomCnnTests
{
    [Test]
    public void CustomCnn_TwoClasses_HasTheStudysParametersLayerByLayer()
    {
        NetworkGraph network = Network.CustomCnn().Build(classCount: 2, new Seed(1));
        Dictionary<string, long> counts =
            network.Model.Graph.Initializer.Where(i => network.Parameters.Contains(i.Name)).ToDictionary(i => i.Name, i => i.Count());
        Assert.Multiple(() =>
        {
            Assert.That(counts["conv1.weight"] + counts["conv1.bias"], Is.EqualTo(1_792));
            Assert.That(counts["conv2.weight"] + counts["conv2.bias"], Is.EqualTo(18_464));
            Assert.That(counts["dense1.weight"] + counts["dense1.bias"], Is.EqualTo(401_664));
            Assert.That(counts["dense2.weight"] + counts["dense2.bias"], Is.EqualTo(257));
            Assert.That(network.ParameterCount, Is.EqualTo(422_177));
            Assert.That((network.Width, network.Height, network.Outputs), Is.EqualTo((256, 256, 1)));
        });
    }

    [Test]
    public void CustomCnn_TwoClasses_HasTheStudysShapesLayerByLayer()
    {
        ModelProto model = Network.CustomCnn().Build(2, new Seed(1)).Model.Clone();
        model.Graph.Input.Clear();
        model.Graph.Input.Add(ValueInfos.Of(NetworkGraph.Pixels, TensorProto.Types.DataType.Float, 5, 1, 256, 256));
        Shapes shapes = Shapes.Infer(model);
        string[] Outputs(string op) => [.. model.Graph.Node.Where(n => n.OpType == op).Select(n => string.Join('x', shapes[n.Output[0]]))];
        Assert.That(Outputs("Conv"), Is.EqualTo(new[] { "5x64x85x85", "5x32x14x14" }));
        Assert.That(Outputs("MaxPool"), Is.EqualTo(new[] { "5x64x42x42", "5x32x7x7" }));
        Assert.That(Outputs("Flatten"), Is.EqualTo(new[] { "5x1568" }));
        Assert.That(Outputs("Gemm"), Is.EqualTo(new[] { "5x256", "5x1" }));
    }

    [Test]
    public void CustomCnn_FourClasses_HasFourOutputs() => Assert.That(Network.CustomCnn().Build(4, new Seed(1)).Outputs, Is.EqualTo(4));

    [Test]
    public void Build_SameSeed_GivesTheSameWeights()
    {
        float[] First(ulong seed) => Network.CustomCnn().Build(2, new Seed(seed)).Model.Graph.Initializer.First(i => i.Name == "conv1.weight").Floats();
        float[] weights = First(3);
        Assert.That(First(3), Is.EqualTo(weights));
        Assert.That(First(4), Is.Not.EqualTo(weights));
        Assert.That(weights.Max(Math.Abs), Is.LessThanOrEqualTo(Math.Sqrt(6.0 / (27 + 576))));
    }

    [TestCase(-0.1)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void CustomCnn_DropoutOutOfRange_IsRefused(double dropout) =>
        Assert.That(() => Network.CustomCnn(dropout),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("dropout must be at least 0 and below 1"));
}
