using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Onnx;

internal sealed class ConstantFoldingTests
{
    [Test]
    public void Apply_ShapeArithmetic_LeavesOneReshapeWithAConstant()
    {
        ModelProto model = WithShapeArithmetic();
        ConstantFolding.Apply(model, new HashSet<string>(), Shapes.Infer(model));
        Assert.That(model.Graph.Node.Select(n => n.OpType), Is.EqualTo(new[] { "Reshape" }));
        Assert.That(model.Graph.Initializer.First(i => i.Name == model.Graph.Node[0].Input[1]).Longs(), Is.EqualTo(new[] { 2, -1 }));
    }

    [Test]
    public void Apply_ShapeArithmeticWithoutSizes_Stays()
    {
        ModelProto model = WithShapeArithmetic();
        ConstantFolding.Apply(model, new HashSet<string>());
        Assert.That(model.Graph.Node.Select(n => n.OpType), Does.Contain("Shape"));
    }

    [Test]
    public void Apply_ConstantArithmetic_IsComputed()
    {
        ModelProto model = Scaled(out string scale);
        ConstantFolding.Apply(model, new HashSet<string>());
        Assert.That(model.Graph.Node.Select(n => n.OpType), Is.EqualTo(new[] { "Mul" }));
        Assert.That(model.Graph.Initializer.Single(i => i.Name == scale).Floats(), Is.EqualTo(new[] { 4f, 6f }));
    }

    [Test]
    public void Apply_ArithmeticOnATrainedWeight_Stays()
    {
        ModelProto model = Scaled(out _);
        ConstantFolding.Apply(model, new HashSet<string> { "w" });
        Assert.That(model.Graph.Node.Select(n => n.OpType), Is.EqualTo(new[] { "Add", "Mul" }));
    }

    [Test]
    public void Apply_RandomNumbers_AreNotFrozen()
    {
        ModelProto model = OnnxFile.Create("random");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 2);
        builder.AddAs("y", "Add", ["x", builder.Add("RandomNormal", [], Attributes.Of("shape", [2L]))]);
        builder.Output("y", 2);
        ConstantFolding.Apply(model, new HashSet<string>());
        Assert.That(model.Graph.Node.Select(n => n.OpType), Does.Contain("RandomNormal"));
    }

    private static ModelProto Scaled(out string scale)
    {
        ModelProto model = OnnxFile.Create("scaled");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 2);
        model.Graph.Initializer.Add(Tensors.Of("w", [1f, 2f], 2));
        scale = builder.Add("Add", ["w", builder.FloatTensor([3, 4], 2)]);
        builder.AddAs("y", "Mul", ["x", scale]);
        builder.Output("y", 2);
        return model;
    }

    // what PyTorch writes for x.view(x.size(0), -1)
    private static ModelProto WithShapeArithmetic()
    {
        ModelProto model = OnnxFile.Create("view");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 2, 3, 4);
        string first = builder.Add("Gather", [builder.Add("Shape", ["x"]), builder.Add("Squeeze", [builder.Constant(0L)])], Attributes.Of("axis", 0));
        string shape = builder.Add("Concat", [builder.Add("Unsqueeze", [first, builder.Constant(0L)]), builder.Constant(-1L)], Attributes.Of("axis", 0));
        builder.AddAs("y", "Reshape", ["x", shape]);
        builder.Output("y", 2, 12);
        return model;
    }
}
