using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Tests.Onnx.Gradients;

internal sealed class TrainableTests
{
    [Test]
    public void Find_PreprocessingBeforeTheFirstLayer_IsNotTrained()
    {
        var network = new Network();
        string normalised =
            network.Builder.Add("Div", [network.Builder.Add("Sub", ["x", network.Weight("mean", 1, 3, 1, 1)]), network.Weight("deviation", 1, 3, 1, 1)]);
        Assert.That(network.Trained(network.Builder.Add("Conv", [normalised, network.Weight("w", 4, 3, 3, 3), network.Weight("b", 4)])),
            Is.EqualTo(new[] { "w", "b" }));
    }

    [Test]
    public void Find_BiasAsAnAdd_IsTrained()
    {
        var network = new Network();
        string y = network.Builder.Add("Conv", ["x", network.Weight("w", 4, 3, 3, 3)]);
        Assert.That(network.Trained(network.Builder.Add("Add", [y, network.Weight("bias", 1, 4, 1, 1)])), Is.EqualTo(new[] { "w", "bias" }));
    }

    [Test]
    public void Find_RunningStatistics_AreNotTrained()
    {
        var network = new Network();
        string y = network.Builder.Add("Conv", ["x", network.Weight("w", 4, 3, 3, 3)]);
        string[] batch = [.. new[] { "scale", "shift", "mean", "variance" }.Select(n => network.Weight(n, 4))];
        Assert.That(network.Trained(network.Builder.Add("BatchNormalization", [y, .. batch])), Is.EqualTo(new[] { "w", "scale", "shift" }));
    }

    [Test]
    public void Find_ScalarsAndWholeNumbersBehindALayer_AreNotTrained()
    {
        var network = new Network();
        string y = network.Builder.Add("Conv", ["x", network.Weight("w", 4, 3, 3, 3)]);
        string clipped = network.Builder.Add("Clip", [y, network.Builder.Constant(0f), network.Builder.Constant(6f)]);
        string halved = network.Builder.Add("Mul", [clipped, network.Builder.Constant(0.5f)]);
        Assert.That(network.Trained(network.Builder.Add("Reshape", [halved, network.Builder.Constant(0, -1)])), Is.EqualTo(new[] { "w" }));
    }

    [Test]
    public void Find_WeightThatIsTransposedFirst_IsTrained()
    {
        var network = new Network();
        string flat = network.Builder.Add("Flatten", ["x"]);
        string transposed = network.Builder.Add("Transpose", [network.Weight("w", 5, 192)]);
        Assert.That(network.Trained(network.Builder.Add("MatMul", [flat, transposed])), Is.EqualTo(new[] { "w" }));
    }

    private sealed class Network
    {
        private readonly ModelProto _model = OnnxFile.Create("network");

        public Network()
        {
            Builder = new GraphBuilder(_model.Graph);
            Builder.Input("x", -1, 3, 8, 8);
        }

        public GraphBuilder Builder { get; }

        public string Weight(string name, params long[] shape)
        {
            _model.Graph.Initializer.Add(Tensors.Of(name, new float[shape.Aggregate(1L, (a, b) => a * b)], shape));
            return name;
        }

        public string[] Trained(string output)
        {
            _model.Graph.Output.Add(new ValueInfoProto { Name = output });
            return Trainable.Find(_model.Graph);
        }
    }
}
