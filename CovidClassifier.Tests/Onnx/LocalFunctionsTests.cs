using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Onnx;

/// <summary>Functions that a file defines itself.</summary>
public sealed class LocalFunctionsTests
{
    private const string Own = "pkg.own";

    [Test]
    public void Inline_FunctionThatCallsFunctions_ComputesTheSame()
    {
        // twice(x) = x + x; scaled(x, by) = twice(x) * by + offset, where the call says the offset or not
        ModelProto model = Model(b =>
        {
            string first = b.Add("scaled", [b.Graph.Input[0].Name, b.Constant(3f)], Attributes.Of("offset", 1f));
            return b.Add("scaled", [first, b.Constant(0.5f)]);
        });
        ModelProto inlined = model.Clone();
        LocalFunctions.Inline(inlined, "It");
        Assert.That(inlined.Functions, Is.Empty);
        Assert.That(inlined.OpsetImport.Select(o => o.Domain), Is.EqualTo(new[] { "" }));
        Assert.That(inlined.Graph.Node.Select(n => n.OpType), Is.EqualTo(new[] { "Add", "Mul", "Constant", "Add", "Add", "Mul", "Constant", "Add" }));
        Assert.That(Run(inlined), Is.EqualTo(new[] { 7f + 10, 13f + 10, -5f + 10 }));
        FunctionProto[] called = [.. model.Functions.Where(f => f.Name is "twice" or "scaled")];
        model.Functions.Clear();
        model.Functions.AddRange(called);
        Assert.That(Run(inlined), Is.EqualTo(Run(model)));
    }

    [Test]
    public void Inline_OutputThatIsAnInput_IsPassedOn()
    {
        ModelProto model = Model(b => b.Add("passed", [b.Graph.Input[0].Name]));
        LocalFunctions.Inline(model, "It");
        Assert.That(Run(model), Is.EqualTo(new[] { 1f, 2f, -1f }));
    }

    [Test]
    public void Inline_BranchInAFunction_IsRenamedWithIt()
    {
        ModelProto model = Model(b => b.Add("branched", [b.Add("branched", [b.Graph.Input[0].Name])]));
        LocalFunctions.Inline(model, "It");
        Assert.That(Run(model), Is.EqualTo(new[] { 4f, 8f, -4f }));
    }

    [Test]
    public void Inline_FunctionThatCallsItself_IsRefused()
    {
        ModelProto model = Model(b => b.Add("circle", [b.Graph.Input[0].Name]));
        Assert.That(
            () => LocalFunctions.Inline(model, "It"), Throws.TypeOf<NetworkException>().With.Message.StartsWith("It calls functions that call functions"));
    }

    [Test]
    public void Inline_FunctionsThatDouble_AreRefusedBeforeTheyAre()
    {
        ModelProto model = Model(b => b.Add("f15", [b.Graph.Input[0].Name]));
        for (int i = 15; i > 0; i--)
        {
            FunctionProto function = Function($"f{i}", ["x"], ["y"]);
            for (int call = 0; call < 8; call++)
            {
                function.Node.Add(Node(i == 1 ? "Abs" : $"f{i - 1}", i == 1 ? "" : Own, [call == 0 ? "x" : $"t{call - 1}"], call == 7 ? "y" : $"t{call}"));
            }

            model.Functions.Add(function);
        }

        Assert.That(() => LocalFunctions.Inline(model, "It"), Throws.TypeOf<NetworkException>().With.Message.Contains("become more than 50000 nodes"));
    }

    [Test]
    public void FromOnnx_NetworkOfFunctions_IsTaken()
    {
        using var folder = new TempFolder();
        ModelProto model = OnnxFile.Create("functions");
        var b = new GraphBuilder(model.Graph);
        string image = b.Input("image", 1, 3, 64, 64);
        string weight = b.FloatTensor([.. Enumerable.Range(0, 4 * 48).Select(i => MathF.Sin(i))], 4, 3, 4, 4);
        string map = b.Add("layer", [image, weight], Attributes.Of("steps", [4L, 4]));
        string dense = b.FloatTensor([.. Enumerable.Range(0, 12).Select(i => MathF.Cos(i))], 4, 3);
        b.AddAs("out", "MatMul", [b.Add("Flatten", [b.Add("GlobalAveragePool", [map])]), dense]);
        b.Output("out", 1, 3);
        model.Graph.Node[0].Domain = Own;
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = Own, Version = 1 });
        FunctionProto layer = Function("layer", ["x", "w"], ["y"], "steps");
        NodeProto convolution = Node("Conv", "", ["x", "w"], "map");
        convolution.Attribute.Add(new AttributeProto { Name = "strides", RefAttrName = "steps", Type = AttributeProto.Types.AttributeType.Ints });
        layer.Node.Add([convolution, Node("Relu", "", ["map"], "y")]);
        model.Functions.Add(layer);
        OnnxFile.Save(model, folder["net.onnx"]);
        Assert.That(Network.FromOnnx(folder["net.onnx"], Preprocessing.ZeroOne).Build(3, new CovidClassifier.Foundation.Seed(1)).ShapesOfOne()["logits"],
            Is.EqualTo(new[] { 1, 3 }));
    }

    private static ModelProto Model(Func<GraphBuilder, string> body)
    {
        ModelProto model = OnnxFile.Create("functions");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", 3);
        builder.AddAs("out", "Identity", [body(builder)]);
        builder.Output("out", 3);
        foreach (NodeProto node in model.Graph.Node.Where(n => n.OpType != "Identity"))
        {
            node.Domain = Own;
        }

        model.Graph.Node.Remove(model.Graph.Node[^1]);
        model.Graph.Node[^1].Output[0] = "out";
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = Own, Version = 1 });

        FunctionProto twice = Function("twice", ["a"], ["b"]);
        twice.Node.Add(Node("Add", "", ["a", "a"], "b"));
        FunctionProto scaled = Function("scaled", ["x", "by"], ["y"]);
        scaled.AttributeProto.Add(Attributes.Of("offset", 10f));
        NodeProto constant = Node("Constant", "", [], "c");
        constant.Attribute.Add(new AttributeProto { Name = "value_float", RefAttrName = "offset", Type = AttributeProto.Types.AttributeType.Float });
        scaled.Node.Add([Node("twice", Own, ["x"], "b"), Node("Mul", "", ["b", "by"], "m"), constant, Node("Add", "", ["m", "c"], "y")]);
        FunctionProto circle = Function("circle", ["x"], ["y"]);
        circle.Node.Add(Node("circle", Own, ["x"], "y"));
        FunctionProto branched = Function("branched", ["x"], ["y"]);
        NodeProto truth = Node("Constant", "", [], "yes");
        truth.Attribute.Add(Attributes.Of("value", new TensorProto { DataType = (int)TensorProto.Types.DataType.Bool, Int32Data = { 1 } }));
        NodeProto choice = Node("If", "", ["yes"], "y");
        choice.Attribute.Add(Branch("then_branch", Node("twice", Own, ["x"], "inside")));
        choice.Attribute.Add(Branch("else_branch", Node("Neg", "", ["x"], "inside")));
        branched.Node.Add([truth, choice]);
        model.Functions.Add([twice, scaled, circle, branched, Function("passed", ["x"], ["x"])]);
        return model;
    }

    private static FunctionProto Function(string name, string[] inputs, string[] outputs, params string[] attributes)
    {
        var function = new FunctionProto { Name = name, Domain = Own, Input = { inputs }, Output = { outputs }, Attribute = { attributes } };
        function.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = Opset.Version });
        function.OpsetImport.Add(new OperatorSetIdProto { Domain = Own, Version = 1 });
        return function;
    }

    private static NodeProto Node(string opType, string domain, string[] inputs, string output) =>
        new() { OpType = opType, Domain = domain, Input = { inputs }, Output = { output } };

    private static AttributeProto Branch(string name, NodeProto node)
    {
        var graph = new GraphProto { Name = name };
        graph.Node.Add(node);
        graph.Output.Add(ValueInfos.Of(node.Output[0], TensorProto.Types.DataType.Float, 3));
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = graph };
    }

    private static float[] Run(ModelProto model)
    {
        using var session = new OnnxSession(model, threads: 1);
        using var inputs = new NamedValues();
        new[] { 1f, 2f, -1f }.CopyTo(inputs.AddFloats("x", 3));
        using NamedValues outputs = session.Run(inputs, ["out"]);
        return outputs.Floats("out").ToArray();
    }
}
