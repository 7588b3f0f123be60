using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Onnx;

internal sealed class ShapesTests
{
    [Test]
    public void Infer_EveryTensor_HasItsShapeAndType()
    {
        ModelProto model = OnnxFile.Create("shapes");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 2, 3, 8, 7);
        model.Graph.Initializer.Add(Tensors.Of("w", new float[5 * 3 * 3 * 3], 5, 3, 3, 3));
        builder.AddAs("conv", "Conv", ["x", "w"], Attributes.Of("strides", [2L, 2L]));
        builder.AddAs("size", "Shape", ["conv"]);
        builder.AddAs("all", "ReduceSum", ["conv"], Attributes.Of("keepdims", 0));
        model.Graph.Output.Add([new ValueInfoProto { Name = "size" }, new ValueInfoProto { Name = "all" }]);
        Shapes shapes = Shapes.Infer(model);
        Assert.That(shapes["x"], Is.EqualTo(new[] { 2, 3, 8, 7 }));
        Assert.That(shapes["w"], Is.EqualTo(new[] { 5, 3, 3, 3 }));
        Assert.That(shapes["conv"], Is.EqualTo(new[] { 2, 5, 3, 3 }));
        Assert.That(shapes["all"], Is.Empty);
        Assert.That(shapes.IsFloat("conv"), Is.True);
        Assert.That(shapes.IsFloat("size"), Is.False);
    }

    [Test]
    public void Infer_ShapeThatDependsOnValues_IsMeasured()
    {
        ModelProto model = OnnxFile.Create("measured");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 2, 3, 4);
        string product = builder.Add("ReduceProd", [builder.Add("Shape", ["x"])], Attributes.Of("keepdims", 1));
        string axes = builder.Add("Sub", [product, builder.Constant(24L)]);
        builder.AddAs("y", "Unsqueeze", [builder.Add("Reshape", ["x", product]), axes]);
        model.Graph.Output.Add(new ValueInfoProto { Name = "y" });
        Assert.That(Shapes.Infer(model)["y"], Is.EqualTo(new[] { 1, 24 }));
    }

    [Test]
    public void Index_UnknownTensor_IsNamed()
    {
        ModelProto model = OnnxFile.Create("unknown");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 2);
        builder.AddAs("y", "Relu", ["x"]);
        builder.Output("y", 2);
        Shapes shapes = Shapes.Infer(model);
        Assert.That(() => shapes["z"], Throws.TypeOf<NetworkException>().With.Message.EqualTo("The graph has no tensor 'z'."));
    }
}
