using System.Diagnostics;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Tests.Onnx;

/// <summary>Graphs that a stranger may send: each breaks one rule, and is refused before it costs anything.</summary>
public sealed class GraphGateTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Parse_TwoMakersOfOneTensor_AreRefused() => RequireRefused("makes the tensor 'r' twice", (_, b) => b.AddAs("r", "Abs", ["x"]));

    [Test]
    public void Parse_NodeThatReadsItself_IsRefused() => RequireRefused("runs in a circle", (g, b) => b.AddAs("loop", "Add", ["loop", "x"]));

    [Test]
    public void Parse_LongCircle_IsRefused() => RequireRefused("runs in a circle", (_, b) =>
    {
        b.AddAs("a", "Add", ["c", "x"]);
        b.AddAs("b", "Abs", ["a"]);
        b.AddAs("c", "Abs", ["b"]);
    });

    [Test]
    public void Parse_TwoInitialisersOfOneName_AreRefused() => RequireRefused("two tensors 'w'", (g, _) => g.Initializer.Add(g.Initializer[0].Clone()));

    [Test]
    public void Parse_TwoInputsOfOneName_AreRefused() => RequireRefused("two inputs 'x'", (g, _) => g.Input.Add(g.Input[0].Clone()));

    [Test]
    public void Parse_NodeThatMakesAnInitialiser_IsRefused() => RequireRefused("makes the tensor 'w' twice", (_, b) => b.AddAs("w", "Abs", ["x"]));

    [Test]
    public void Parse_MissingInput_IsNamed() => RequireRefused("reads 'nowhere', and nothing makes that", (_, b) => b.Add("Abs", ["nowhere"]));

    [Test]
    public void Parse_MissingOutput_IsNamed() => RequireRefused("the output 'nothing'", (g, _) => g.Output.Add(new ValueInfoProto { Name = "nothing" }));

    [TestCase("com.example")]
    [TestCase("ai.onnx.training")]
    [TestCase("ai.onnx.preview.training")]
    [TestCase("covidclassifier.training")]
    public void Parse_OtherDomain_IsRefused(string domain) => RequireRefused("", (g, b) =>
    {
        b.Add("Abs", ["x"]);
        g.Node[^1].Domain = domain;
    });

    [TestCase("Loop")]
    [TestCase("Scan")]
    [TestCase("SequenceMap")]
    public void Parse_ControlFlow_IsRefused(string opType) => RequireRefused("a branch or loop over graphs", (g, b) =>
    {
        b.Add(opType, ["x"], new AttributeProto { Name = "body", Type = AttributeProto.Types.AttributeType.Graph, G = new GraphProto() });
    });

    [Test]
    public void Parse_GraphsHiddenInAListOfAnotherType_AreRefused() => RequireRefused("a branch or loop over graphs", (g, b) =>
    {
        var hidden = new AttributeProto { Name = "body", Type = AttributeProto.Types.AttributeType.Int };
        hidden.Graphs.Add(new GraphProto());
        b.Add("Abs", ["x"], hidden);
    });

    [Test]
    public void Parse_Functions_AreRefused()
    {
        ModelProto model = Network();
        model.Functions.Add(new FunctionProto { Name = "f", Domain = "own" });
        Assert.That(() => OnnxFile.Parse(model.ToByteArray(), "It"),
            Throws.TypeOf<NetworkException>().With.Message.StartsWith("It defines functions of its own"));
    }

    [Test]
    public void Parse_SparseWeights_AreRefused() => RequireRefused("sparse tensors", (g, _) => g.SparseInitializer.Add(ByteString.CopyFrom(1, 2)));

    [Test]
    public void Parse_OutsideFile_IsNamed() => RequireRefused("Tensor 'w' keeps its values in another file, '../w.bin'", (g, _) =>
    {
        g.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External;
        g.Initializer[0].ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../w.bin" });
    });

    [Test]
    public void Parse_OutsideFileInAConstantNode_IsNamed() => RequireRefused("Tensor 'c' keeps its values in another file", (_, b) =>
    {
        TensorProto tensor = Tensors.Of("c", [1f], 1);
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "/etc/hostname" });
        b.Add("Constant", [], Attributes.Of("value", tensor));
    });

    [TestCase(new[] { 4L, 1L << 20, 8, 8 })]
    [TestCase(new[] { 1L << 40, 1L << 40 })]
    [TestCase(new[] { -1L })]
    [TestCase(new[] { 3L })]
    public void Parse_ShapeThatTheValuesDoNotFill_IsRefused(long[] dims) => RequireRefused("Tensor 'w'", (g, _) =>
    {
        g.Initializer[0].Dims.Clear();
        g.Initializer[0].Dims.Add(dims);
    });

    [Test]
    public void Parse_NamesWithEscapesAndWithoutEnd_AreShownNotSent()
    {
        ModelProto model = Network();
        model.Graph.Node[0].Input[0] = "\u001b[2J" + new string('n', 100_000);
        Assert.That(
            () => OnnxFile.Parse(model.ToByteArray(), "It"),
            Throws.TypeOf<NetworkException>().With.Message.Not.Contains("\u001b").And.Message.Length.LessThan(400).And.Message.Contains("\\u001B[2J"));
    }

    [Test]
    public void Parse_MoreEmptyMessagesThanAnyNetworkHas_IsRefusedInLittleMemory()
    {
        // two bytes each, which would become objects of hundreds
        byte[] attributes = [.. Enumerable.Repeat(new byte[] { 0x2a, 0 }, 3_000_000).SelectMany(a => a)];
        byte[] node = Field(1, attributes);
        byte[] file = [.. Field(7, node)];
        long before = GC.GetTotalAllocatedBytes();
        Assert.That(() => OnnxFile.Parse(file, "It"), Throws.TypeOf<NetworkException>().With.Message.Contains("no network of images needs as much"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(10_000_000));
    }

    [TestCase(GraphLimits.MostNodes - 2, true)]
    [TestCase(GraphLimits.MostNodes - 2, false)]
    [TestCase(2 * GraphLimits.MostNodes, true)]
    public void Parse_ManyNodesInAnyOrder_TakesTimeInProportion(int nodes, bool reversed)
    {
        ModelProto model = Network();
        for (int i = 0; i < nodes - 4; i++)
        {
            model.Graph.Node.Add(new NodeProto { OpType = "Abs", Input = { i == 0 ? "r" : $"t{i - 1}" }, Output = { $"t{i}" } });
        }

        model.Graph.Output[0].Name = $"t{nodes - 5}";
        NodeProto[] order = [.. reversed ? model.Graph.Node.Reverse() : model.Graph.Node];
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(order);
        byte[] bytes = model.ToByteArray();
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        Assert.That(() => OnnxFile.Parse(bytes, "It"),
            nodes > GraphLimits.MostNodes ? Throws.TypeOf<NetworkException>().With.Message.Contains("more than 50000 nodes") : Throws.Nothing);
        process.Refresh();
        Assert.That(process.TotalProcessorTime - before, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [TestCase("ConstantOfShape", new[] { 30_000L, 30_000 })]
    [TestCase("ConstantOfShape", new[] { 1L << 40, 1L << 40 })]
    [TestCase("Expand", new[] { 30_000L, 30_000 })]
    [TestCase("Expand", new[] { (1L << 32) + 1 })]
    [TestCase("Tile", new[] { 30_000L, 30_000 })]
    [TestCase("Tile", new[] { 1L, (1L << 32) + 1 })]
    public void FromOnnx_ConstantOfManyBytes_IsRefusedBeforeItIsMade(string opType, long[] shape) => RequireCheap("computes a constant", (b, x) =>
    {
        string[] inputs = opType == "ConstantOfShape" ? [b.Constant(shape)] : [b.FloatTensor([1], [.. shape.Select(_ => 1L)]), b.Constant(shape)];
        return b.Add("Add", [x, b.Add("ReduceMax", [b.Add(opType, inputs)], Attributes.Of("keepdims", 0))]);
    });

    [Test]
    public void FromOnnx_RangeOfManyNumbers_IsRefusedBeforeItIsMade() => RequireCheap("computes a constant", (b, x) =>
    {
        string range = b.Add("Range", [b.Constant(0f), b.Constant(400e6f), b.Constant(1f)]);
        return b.Add("Add", [x, b.Add("ReduceMax", [range], Attributes.Of("keepdims", 0))]);
    });

    [Test]
    public void FromOnnx_ManyBytesBySeveralSteps_AreRefusedBeforeTheyAreMade() => RequireCheap("", (b, x) =>
    {
        // the size is computed, the tensor grows by doubling, and is joined with itself
        string side = b.Add("Mul", [b.Constant(3000L), b.Constant(10L)]);
        string big = b.Add("ConstantOfShape", [b.Add("Concat", [side, side], Attributes.Of("axis", 0))]);
        return b.Add("Add", [x, b.Add("ReduceMax", [big], Attributes.Of("keepdims", 0))]);
    });

    [Test]
    public void FromOnnx_DoublingThirtyTimes_IsRefusedBeforeItIsMade() => RequireCheap("", (b, x) =>
    {
        string grown = b.FloatTensor([1, 2, 3, 4], 4);
        for (int i = 0; i < 30; i++)
        {
            grown = b.Add("Concat", [grown, grown], Attributes.Of("axis", 0));
        }

        return b.Add("Add", [x, b.Add("ReduceMax", [grown], Attributes.Of("keepdims", 0))]);
    });

    [Test]
    public void FromOnnx_ImageMadeHuge_IsRefusedBeforeItIsMade() => RequireCheap("bytes at a time", (b, x) =>
        b.Add("Add", [x, b.Add("ReduceMax", [b.Add("Tile", ["r", b.Constant(1L, 400, 100, 100)])], Attributes.Of("keepdims", 0))]));

    [Test]
    public void FromOnnx_SizeThatTheImageTells_IsRefused() => RequireCheap("depends on what the image shows", (b, x) =>
    {
        string sum = b.Add("Cast", [b.Add("ReduceSum", ["r"], Attributes.Of("keepdims", 0))], Attributes.Of("to", (long)TensorProto.Types.DataType.Int64));
        string size = b.Add("Reshape", [sum, b.Constant(1L)]);
        return b.Add("Add", [x, b.Add("ReduceMax", [b.Add("ConstantOfShape", [size])], Attributes.Of("keepdims", 0))]);
    });

    [TestCase(50_000)]
    [TestCase(int.MaxValue)]
    public void FromOnnx_FixedToManyImages_IsRefused(int images)
    {
        ModelProto model = Network();
        model.Graph.Input[0] = ValueInfos.Of("x", TensorProto.Types.DataType.Float, images, 1, 64, 64);
        OnnxFile.Save(model, _folder["net.onnx"]);
        Assert.That(() => CovidClassifier.Network.FromOnnx(_folder["net.onnx"], Preprocessing.ZeroOne),
            Throws.TypeOf<NetworkException>().With.Message.Contains("images at a time"));
    }

    [Test]
    public void FromOnnx_GraphThatEndsInWhatItShould_IsTaken()
    {
        OnnxFile.Save(Network(), _folder["net.onnx"]);
        Assert.That(() => CovidClassifier.Network.FromOnnx(_folder["net.onnx"], Preprocessing.ZeroOne), Throws.Nothing);
    }

    [Test]
    public void FromOnnx_SizesThatFollowFromEachOtherFortyTimes_AreFollowed()
    {
        // each block pads by nothing, and how much that is comes from the size of what the block before made: windowed attention does so
        ModelProto model = Network();
        var b = new GraphBuilder(model.Graph);
        string x = "y";
        for (int i = 0; i < 40; i++)
        {
            string nothing = b.Add("Sub", [b.Add("Shape", [x]), b.Add("Shape", [x])]);
            string turned = b.Add("Transpose", [b.Add("Reshape", [b.Add("Concat", [nothing, nothing], Attributes.Of("axis", 0)), b.Constant(2L, 2)])]);
            x = b.Add("Pad", [x, b.Add("Reshape", [turned, b.Constant(-1L)])]);
        }

        model.Graph.Output[0].Name = x;
        OnnxFile.Save(model, _folder["net.onnx"]);
        Assert.That(() => CovidClassifier.Network.FromOnnx(_folder["net.onnx"], Preprocessing.ZeroOne), Throws.Nothing);
    }

    private static void RequireRefused(string why, Action<GraphProto, GraphBuilder> spoil)
    {
        ModelProto model = Network();
        spoil(model.Graph, new GraphBuilder(model.Graph));
        Assert.That(() => OnnxFile.Parse(model.ToByteArray(), "It"), Throws.TypeOf<NetworkException>().With.Message.Contains(why));
    }

    private void RequireCheap(string why, Func<GraphBuilder, string, string> spoil)
    {
        ModelProto model = Network();
        var builder = new GraphBuilder(model.Graph);
        model.Graph.Output[0].Name = spoil(builder, "y");
        OnnxFile.Save(model, _folder["net.onnx"]);
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        long before = process.PeakWorkingSet64;
        Assert.That(() => CovidClassifier.Network.FromOnnx(_folder["net.onnx"], Preprocessing.ZeroOne),
            Throws.TypeOf<NetworkException>().With.Message.Contains(why));
        process.Refresh();
        Assert.That(process.PeakWorkingSet64 - before, Is.LessThan(200_000_000));
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return stream.ToArray();
    }

    /// <summary>A convolution, a ReLU and a dense layer of two outputs on images of 64 x 64.</summary>
    private static ModelProto Network()
    {
        ModelProto model = OnnxFile.Create("small");
        var builder = new GraphBuilder(model.Graph);
        builder.Input("x", -1, 1, 64, 64);
        model.Graph.Initializer.Add(Tensors.Of("w", new float[256], 4, 1, 8, 8));
        builder.AddAs("r", "Relu", [builder.Add("Conv", ["x", "w"], Attributes.Of("strides", [8L, 8]))]);
        builder.AddAs("y", "Gemm", [builder.Add("Flatten", ["r"]), builder.FloatTensor(new float[512], 256, 2)]);
        builder.Output("y", -1, 2);
        return model;
    }
}
