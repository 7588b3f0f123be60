using CovidClassifier.Foundation;
using CovidClassifier.Networks;
using CovidClassifier.Onnx;
using Google.Protobuf;

namespace CovidClassifier.Tests.Networks;

/// <summary>Forms in which exporters write the ends, types and branches of a network; each must give the scores that the plain form gives.</summary>
internal sealed class ForeignFormsTests
{
    private readonly TempFolder _folder = new();

    private string File => _folder["net.onnx"];

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("ArgMax")]
    [TestCase("TopK")]
    [TestCase("LabelEncoder")]
    [TestCase("scores and ArgMax")]
    [TestCase("Softmax and its features")]
    public void FromOnnx_EndThatDecides_GivesTheScoresBeforeIt(string end)
    {
        float[] plain = Scores(Save((_, x) => [x]));
        NetworkGraph network = Save((b, x) => end switch
        {
            "ArgMax" => [b.Add("ArgMax", [x], Attributes.Of("axis", 1))],
            "TopK" => b.AddMany("TopK", [b.Add("Softmax", [x]), b.Constant(2L)], 2),
            "LabelEncoder" => [Label(b, b.Add("ArgMax", [x], Attributes.Of("axis", 1), Attributes.Of("keepdims", 0)))],
            "scores and ArgMax" => [b.Add("ArgMax", [x], Attributes.Of("axis", 1)), b.Add("Softmax", [x])],
            _ => [b.Graph.Node[^2].Output[0], b.Add("Softmax", [x])],
        });
        Assert.That(Scores(network), Is.EqualTo(plain).Within(1e-6));
    }

    [Test]
    public void FromOnnx_HeadThatOnlyTrainingUses_IsLeftOutAndSaid()
    {
        NetworkGraph network = Save((b, x) =>
        {
            string early = b.Add("Flatten", [b.Add("GlobalAveragePool", [b.Graph.Node[0].Output[0]])]);
            return [x, b.Add("Gemm", [early, ForeignClassifier.Weight(b, "aux", 8, 5)])];
        });
        Assert.That(network.Outputs, Is.EqualTo(5));
        Assert.That(network.Notes, Has.Some.Contains("The network has 2 outputs"));
        Assert.That(network.Model.Graph.Initializer.Select(i => i.Name), Has.None.EqualTo("aux"));
    }

    [TestCase(TensorProto.Types.DataType.Float16, 2e-3)]
    [TestCase(TensorProto.Types.DataType.Bfloat16, 2e-2)]
    [TestCase(TensorProto.Types.DataType.Double, 1e-6)]
    public void FromOnnx_OtherFloats_ComputesIn32Bits(TensorProto.Types.DataType type, double tolerance)
    {
        float[] plain = Scores(Save((_, x) => [x]));
        NetworkGraph network = Save((_, x) => [x], model =>
        {
            model.Graph.Input[0].Type.TensorType.ElemType = (int)type;
            foreach (TensorProto weight in model.Graph.Initializer.Where(i => i.IsFloat()))
            {
                weight.RawData = ByteString.CopyFrom(weight.Floats().SelectMany(v => Bytes(v, type)).ToArray());
                weight.DataType = (int)type;
            }
        });
        Assert.That(Scores(network), Is.EqualTo(plain).Within(tolerance * plain.Max(Math.Abs)));
        Assert.That(network.Notes, Has.Some.Contains($"exported in {type.ToString().ToLowerInvariant()}"));
    }

    [Test]
    public void FromOnnx_WholeNumbers_GetGrayLevels()
    {
        ModelProto bytes = ForeignClassifier.Model((_, x) => [x], preprocess: (b, image) =>
            b.Add("Div", [b.Add("Cast", [image], Attributes.Of("to", (long)TensorProto.Types.DataType.Float)), b.Constant(255f)]));
        bytes.Graph.Input[0].Type.TensorType.ElemType = (int)TensorProto.Types.DataType.Uint8;
        OnnxFile.Save(bytes, File);
        float[] scores = Scores(Network.FromOnnx(File, Preprocessing.None).Build(5, new Seed(1)));
        OnnxFile.Save(ForeignClassifier.Model((_, x) => [x]), File);
        Assert.That(scores, Is.EqualTo(Scores(Network.FromOnnx(File, Preprocessing.ZeroOne).Build(5, new Seed(1)))).Within(1e-5));
        OnnxFile.Save(bytes, File);
        Assert.That(
            () => Network.FromOnnx(File, Preprocessing.ImageNet).Build(5, new Seed(1)),
            Throws.TypeOf<NetworkException>().With.Message.Contains("must be 'none'"));
    }

    [Test]
    public void FromOnnx_BranchThatTheSizeDecides_IsTheOneTaken()
    {
        float[] plain = Scores(Save((_, x) => [x]));
        NetworkGraph network = Save((b, x) =>
        {
            string width = b.Add("Gather", [b.Add("Shape", ["image"]), b.Constant(3L)]);
            string isWide = b.Add("Squeeze", [b.Add("Equal", [width, b.Constant(64L)])]);
            return [b.Add("If", [isWide], Branch("then_branch", "Identity", x), Branch("else_branch", "Neg", x))];
        });
        Assert.That(Scores(network), Is.EqualTo(plain).Within(1e-6));
        Assert.That(network.Model.Graph.Node.Select(n => n.OpType), Has.None.EqualTo("If"));
    }

    [Test]
    public void FromOnnx_BranchThatTheImageDecides_IsRefused() => Assert.That(
        () => Save((b, x) =>
        {
            string isBright = b.Add("Greater", [b.Add("ReduceMean", ["image"], Attributes.Of("keepdims", 0)), b.Constant(0f)]);
            return [b.Add("If", [isBright], Branch("then_branch", "Identity", x), Branch("else_branch", "Neg", x))];
        }),
        Throws.TypeOf<NetworkException>().With.Message.Contains("whose branch depends on the image"));

    [TestCase("ReLU and average", 64, 64)]
    [TestCase("map", 64, 64)]
    [TestCase("map, channels last", 64, 64)]
    [TestCase("ReLU and average", 1000, 1000)]
    public void FromOnnx_WithoutClassifier_GivesFeatures(string end, int channels, int expected)
    {
        ModelProto model = OnnxFile.Create("features");
        var b = new GraphBuilder(model.Graph);
        string image = b.Input("image", -1, 3, 64, 64);
        string x = b.Add("Relu", [b.Add("Conv", [image, Weights.Glorot(b, "w", 48, 16, new Seed(1), 16, 3, 4, 4)], Attributes.Of("strides", [4L, 4]))]);
        x = b.Add("Relu", [b.Add("Conv", [x, Weights.Glorot(b, "v", 16, channels, new Seed(1), channels, 16, 1, 1)])]);
        x = end switch
        {
            "map" => x,
            "map, channels last" => b.Add("Transpose", [x], Attributes.Of("perm", [0L, 2, 3, 1])),
            _ => b.Add("Flatten", [b.Add("GlobalAveragePool", [x])]),
        };
        b.AddAs("out", "Identity", [x]);
        model.Graph.Output.Add(new ValueInfoProto { Name = "out" });
        OnnxFile.Save(model, File);
        NetworkGraph original = Network.FromOnnx(File, Preprocessing.ZeroOne).Original(new Seed(1));
        Assert.That((original.EndsInFeatures, original.Outputs), Is.EqualTo((channels != 1000, expected)));
        NetworkGraph built = Network.FromOnnx(File, Preprocessing.ZeroOne).Build(3, new Seed(1));
        Assert.That(built.Outputs, Is.EqualTo(3));
        Assert.That(built.Parameters, Is.SupersetOf(channels == 1000 ? new[] { "w" } : ["w", "v", "head.weight"]));
    }

    private NetworkGraph Save(Func<GraphBuilder, string, string[]> end, Action<ModelProto>? change = null)
    {
        ModelProto model = ForeignClassifier.Model(end);
        change?.Invoke(model);
        OnnxFile.Save(model, File);
        return Network.FromOnnx(File, Preprocessing.ZeroOne).Build(5, new Seed(1));
    }

    private static string Label(GraphBuilder b, string index)
    {
        var node = new NodeProto { OpType = "LabelEncoder", Domain = Opset.MachineLearning, Input = { index }, Output = { "label" } };
        node.Attribute.Add(Attributes.Of("keys_int64s", [0L, 1, 2, 3, 4]));
        node.Attribute.Add(Attributes.Of("values_strings", ["a", "b", "c", "d", "e"]));
        b.Graph.Node.Add(node);
        return "label";
    }

    private static AttributeProto Branch(string name, string opType, string outside)
    {
        var graph = new GraphProto { Name = name };
        graph.Node.Add(new NodeProto { OpType = opType, Input = { outside }, Output = { "inside" } });
        graph.Output.Add(new ValueInfoProto { Name = "inside" });
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = graph };
    }

    private static byte[] Bytes(float value, TensorProto.Types.DataType type) => type switch
    {
        TensorProto.Types.DataType.Float16 => BitConverter.GetBytes((Half)value),
        TensorProto.Types.DataType.Bfloat16 => BitConverter.GetBytes((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16)),
        _ => BitConverter.GetBytes((double)value),
    };

    private static float[] Scores(NetworkGraph network) =>
        NetworkScores.Logits(network, [.. Enumerable.Range(0, network.Width * network.Height).Select(i => (byte)((i * 7) % 256))]);
}
