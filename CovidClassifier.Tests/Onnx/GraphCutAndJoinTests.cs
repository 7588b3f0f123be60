using CovidClassifier.Foundation;
using CovidClassifier.Onnx;
using CovidClassifier.Tests.Onnx.Gradients;

namespace CovidClassifier.Tests.Onnx;

internal sealed class GraphCutAndJoinTests
{
    private static readonly long[] ImageShape = [1, 3, 224, 224];

    [Test]
    public void CutAndJoin_MobileNetV2AtSeveralTensors_GivesTheSameLogits()
    {
        ModelProto whole = OnnxFile.Load(SharedFolder.Path("models/mobilenet_v2_imagenet.onnx"));
        float[] expected = Run(whole, "input", ImageShape, "logits");
        string input = whole.Graph.Input.Single().Name;
        string deep = whole.Graph.Node.Skip(20).Select(n => n.Output[0]).First(o => Bridges(whole, o));
        foreach (string place in new[] { whole.Graph.Node[0].Output[0], deep, "add7", "features" })
        {
            ModelProto head = GraphCut.Between(whole, [], [new ValueInfoProto { Name = place }]);
            ModelProto tail = GraphCut.Between(whole, [Open(place)], [whole.Graph.Output.First(o => o.Name == "logits")]);
            Assert.That(head.Graph.Node.Count + tail.Graph.Node.Count, Is.EqualTo(Needed(whole)), $"'{place}': each node is in one part");
            Assert.That(tail.Graph.Input.Select(i => i.Name), Is.EqualTo(new[] { place }));

            ModelProto joined = GraphJoin.Join(head, tail, new Dictionary<string, string> { [place] = place });
            Assert.That(Run(joined, input, ImageShape, "logits"), Is.EqualTo(expected).Within(1e-4), $"cut at '{place}'");
        }
    }

    [Test]
    public void Cut_BehindAResidualBranch_KeepsTheOriginalInputToo()
    {
        ModelProto model = Small(b => b.AddAs("y", "Add", [b.AddAs("middle", "Relu", ["x"]), "x"]));
        ModelProto tail = GraphCut.Between(model, [Open("middle", 2)], [new ValueInfoProto { Name = "y" }]);
        Assert.That(tail.Graph.Input.Select(i => i.Name), Is.EqualTo(new[] { "middle", "x" }));
    }

    [Test]
    public void Cut_AtAnUnknownTensor_NamesIt() =>
        Assert.That(
            () => GraphCut.Between(Small(b => b.AddAs("y", "Relu", ["x"])), [], [new ValueInfoProto { Name = "nowhere" }]),
            Throws.TypeOf<NetworkException>().With.Message.EqualTo("The network has no tensor 'nowhere' to cut at."));

    [Test]
    public void Join_GraphsThatUseTheSameNames_KeepApartAndTheSecondsOutputsKeepTheirs()
    {
        ModelProto first = Small(b => b.AddAs("y", "Mul", [b.AddAs("hidden", "Add", ["x", b.FloatTensor([1, 2], 2)]), b.FloatTensor([3, 3], 2)]));
        ModelProto second = Small(b => b.AddAs("y", "Add", [b.AddAs("hidden", "Mul", ["x", b.FloatTensor([10, 10], 2)]), b.FloatTensor([0.5f, 0.5f], 2)]));
        ModelProto joined = GraphJoin.Join(first, second, new Dictionary<string, string> { ["y"] = "x" });
        Assert.That(joined.Graph.Output.Select(o => o.Name), Is.EqualTo(new[] { "y" }));
        using var session = new OnnxSession(joined, threads: 1);
        using var inputs = new NamedValues();
        inputs.AddFloats("x", 2).Fill(1);
        using NamedValues results = session.Run(inputs, ["y"]);
        Assert.That(results.Floats("y").ToArray(), Is.EqualTo(new[] { (1 + 1) * 3 * 10 + 0.5f, (1 + 2) * 3 * 10 + 0.5f }));
    }

    [Test]
    public void Join_NodesOfTheSameName_StillLoads()
    {
        ModelProto first = Small(b => b.AddAs("y", "Relu", ["x"]));
        first.Graph.Node[0].Name = "relu";
        ModelProto joined = GraphJoin.Join(first, first, new Dictionary<string, string> { ["y"] = "x" });
        Assert.That(() => new OnnxSession(joined, threads: 1).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Join_ThroughATensorThatIsNoOutput_SaysSo() =>
        Assert.That(
            () => GraphJoin.Join(
                Small(b => b.AddAs("y", "Relu", ["x"])), Small(b => b.AddAs("y", "Relu", ["x"])), new Dictionary<string, string> { ["z"] = "x" }),
            Throws.TypeOf<NetworkException>().With.Message.EqualTo(
                "The graphs cannot be joined: 'z' must be an output of the first and 'x' an input of the second."));

    private static ModelProto Small(Func<GraphBuilder, string> build)
    {
        ModelProto model = OnnxFile.Create("small");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 2);
        builder.Output(build(builder), 2);
        return model;
    }

    private static ValueInfoProto Open(string name, params long[] dims) =>
        dims.Length > 0
            ? ValueInfos.Of(name, TensorProto.Types.DataType.Float, dims)
            : new ValueInfoProto
            {
                Name = name,
                Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float } }
            };

    private static bool Bridges(ModelProto model, string place) =>
        GraphCut.Between(model, [Open(place)], [new ValueInfoProto { Name = "logits" }]).Graph.Input.Count == 1;

    private static int Needed(ModelProto model) => GraphCut.Between(model, [], [new ValueInfoProto { Name = "logits" }]).Graph.Node.Count;

    private static float[] Run(ModelProto model, string input, long[] shape, string output)
    {
        using var session = new OnnxSession(model);
        using var inputs = new NamedValues();
        new OperatorInput(input, shape, -1, 1).Values(new Seed(3)).CopyTo(inputs.AddFloats(input, shape));
        using NamedValues results = session.Run(inputs, [output]);
        return results.Floats(output).ToArray();
    }
}
