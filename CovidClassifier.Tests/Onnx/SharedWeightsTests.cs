using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Tests.Onnx;

internal sealed class SharedWeightsTests
{
    [Test]
    public void Separate_EqualParametersWrittenOnce_GetTheirOwnInitializers()
    {
        ModelProto model = Network();
        SharedWeights.Separate(model.Graph);
        Assert.That(model.Graph.Node.Select(n => n.OpType), Is.EqualTo(new[] { "Mul", "Mul", "Mul" }));
        Assert.That(model.Graph.Initializer.Select(i => i.Name), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(model.Graph.Initializer.Select(i => i.Floats()), Is.All.EqualTo(new[] { 2f, 3f }));
    }

    [Test]
    public void Find_EqualParametersWrittenOnce_AreAllTrained()
    {
        ModelProto model = Network();
        model.Graph.Node.Insert(0, new NodeProto { OpType = "MatMul", Input = { "pixels", "w" }, Output = { "x" } });
        model.Graph.Input[0].Name = "pixels";
        model.Graph.Initializer.Add(Tensors.Of("w", [1f, 0f, 0f, 1f], 2, 2));
        SharedWeights.Separate(model.Graph);
        Assert.That(Trainable.Find(model.Graph), Is.EquivalentTo(new[] { "w", "a", "b", "c" }));
    }

    [Test]
    public void Separate_IdentityThatIsTheOutput_Stays()
    {
        ModelProto model = OnnxFile.Create("constant");
        var builder = new GraphBuilder(model.Graph);
        builder.AddAs("y", "Identity", [builder.FloatTensor([1], 1)]);
        builder.Output("y", 1);
        SharedWeights.Separate(model.Graph);
        Assert.That(model.Graph.Node, Has.Count.EqualTo(1));
    }

    private static ModelProto Network()
    {
        ModelProto model = OnnxFile.Create("tied");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 1, 2);
        model.Graph.Initializer.Add(Tensors.Of("a", [2f, 3f], 2));
        builder.AddAs("b", "Identity", ["a"]);
        builder.AddAs("c", "Identity", ["b"]);
        builder.AddAs("y", "Mul", [builder.Add("Mul", [builder.Add("Mul", ["x", "a"]), "b"]), "c"]);
        builder.Output("y", 1, 2);
        return model;
    }
}
