using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Tests.Onnx.Gradients;

internal sealed class GradientGraphTests
{
    [Test]
    public void Append_OperatorWithoutGradient_NamesOperatorsAndNodes()
    {
        ModelProto model = OnnxFile.Create("missing");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 2, 2);
        builder.AddAs("y", "Acosh", ["x"]);
        builder.AddAs("z", "Det", ["y"]);
        model.Graph.Node[1].Name = "last";
        Assert.That(
            () => GradientGraph.Append(builder, Shapes.Infer(Declared(model, "y")), "z", "z", ["x"]),
            Throws.TypeOf<NetworkException>().With.Message.EqualTo(
                "The network cannot be trained: no gradient is known for Acosh 'y', Det 'last'. Freeze these nodes and what stands before them, or replace " +
                    "the operators."));
    }

    [Test]
    public void Append_OperatorWithoutGradientBeforeTheParameters_IsNoObstacle()
    {
        ModelProto model = OnnxFile.Create("frozen");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 2);
        model.Graph.Initializer.Add(Tensors.Of("w", [3f, 4f], 2));
        builder.AddAs("y", "Acosh", ["x"]);
        builder.AddAs("z", "Mul", ["y", "w"]);
        Dictionary<string, string> gradients = GradientGraph.Append(builder, Shapes.Infer(Declared(model, "z")), "z", builder.FloatTensor([1, 1], 2), ["w"]);
        Assert.That(gradients.Keys, Is.EqualTo(new[] { "w" }));
    }

    [Test]
    public void Append_ParameterThatTheLossDoesNotSee_IsAbsent()
    {
        ModelProto model = OnnxFile.Create("unseen");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 2);
        builder.Input("w", 2);
        builder.Input("v", 2);
        builder.AddAs("y", "Mul", ["x", "w"]);
        builder.AddAs("other", "Mul", ["x", "v"]);
        Dictionary<string, string> gradients =
            GradientGraph.Append(builder, Shapes.Infer(Declared(model, "y", "other")), "y", builder.FloatTensor([1, 1], 2), ["w", "v"]);
        Assert.That(gradients.Keys, Is.EqualTo(new[] { "w" }));
    }

    [Test]
    public void Append_InputGradientNotAskedFor_IsNotComputed()
    {
        ModelProto model = OnnxFile.Create("first layer");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 1, 2, 4, 4);
        builder.Input("w", 3, 2, 3, 3);
        builder.AddAs("y", "Conv", ["x", "w"]);
        GradientGraph.Append(builder, Shapes.Infer(Declared(model, "y")), "y", builder.Input("dy", 1, 3, 2, 2), ["w"]);
        Assert.That(model.Graph.Node.Select(n => n.OpType), Has.None.EqualTo("ConvTranspose"));
    }

    [Test]
    public void Append_MaxPool_AsksTheForwardNodeForIndicesInsteadOfPoolingAgain()
    {
        ModelProto model = OnnxFile.Create("pool");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 1, 2, 4, 4);
        builder.AddAs("y", "MaxPool", ["x"], Attributes.Of("kernel_shape", [2L, 2L]));
        GradientGraph.Append(builder, Shapes.Infer(Declared(model, "y")), "y", builder.Input("dy", 1, 2, 3, 3), ["x"]);
        Assert.That(model.Graph.Node.Count(n => n.OpType == "MaxPool"), Is.EqualTo(1));
        Assert.That(model.Graph.Node[0].Output, Has.Count.EqualTo(2));
    }

    private static ModelProto Declared(ModelProto model, params string[] outputs)
    {
        model.Graph.Output.AddRange(outputs.Select(o => new ValueInfoProto { Name = o }));
        return model;
    }
}
