using CovidClassifier.Onnx;

namespace CovidClassifier.Tests.Onnx;

/// <summary>Operators that ONNX Runtime fuses, and normalisations, against what they are written out as.</summary>
public sealed class FusedPartsTests
{
    [TestCase("Relu")]
    [TestCase("LeakyRelu")]
    [TestCase("Clip")]
    [TestCase("HardSigmoid")]
    [TestCase("")]
    public void FusedConv_WrittenOut_GivesTheSameNumbers(string activation) => RequireSame(18, FusedParts.Apply, b =>
    {
        AttributeProto[] named = activation.Length > 0 ? [Attributes.Of("activation", activation)] : [];
        float[] numbers = activation switch { "LeakyRelu" => [0.1f], "Clip" or "HardSigmoid" => [0.2f, 0.6f], _ => [] };
        AttributeProto[] given = numbers.Length > 0 ? [Floats("activation_params", numbers)] : [];
        AttributeProto[] attributes =
        [
            Attributes.Of("strides", [2L, 2]), Attributes.Of("pads", [1L, 1, 1, 1]), Attributes.Of("group", 2), .. named, .. given,
        ];
        return Fused(b, "FusedConv", [b.Input("x", 2, 4, 6, 6), Values(b, 6, 2, 3, 3), Values(b, 6)], attributes);
    });

    [TestCase("Gelu", 0)]
    [TestCase("BiasGelu", 1)]
    [TestCase("FastGelu", 1)]
    [TestCase("QuickGelu", 0)]
    public void Gelu_WrittenOut_GivesTheSameNumbers(string opType, int biases) => RequireSame(18, FusedParts.Apply, b =>
    {
        string[] inputs = [b.Input("x", 2, 5, 8), .. Enumerable.Range(0, biases).Select(_ => Values(b, 8))];
        return Fused(b, opType, inputs);
    });

    [Test]
    public void FusedGemmAndMatMul_WrittenOut_GiveTheSameNumbers() => RequireSame(18, FusedParts.Apply, b =>
    {
        string row = Fused(b, "FusedMatMul", [b.Input("x", 3, 8), Values(b, 8, 6)], Attributes.Of("alpha", 0.25f));
        return Fused(b, "FusedGemm", [row, Values(b, 4, 6), Values(b, 4)], Attributes.Of("transB", 1), Attributes.Of("activation", "Tanh"));
    });

    [Test]
    public void SkipLayerNormalization_WrittenOut_GivesTheSameNumbers() => RequireSame(18, FusedParts.Apply, b =>
    {
        b.Input("x", 2, 5, 8);
        var node = new NodeProto
        {
            OpType = "SkipLayerNormalization",
            Domain = "com.microsoft",
            Input = { "x", b.Add("Sin", ["x"]), Values(b, 8), Values(b, 8), Values(b, 8) },
            Output = { "normal", "", "", "sum" },
        };
        node.Attribute.Add(Attributes.Of("epsilon", 1e-5f));
        b.Graph.Node.Add(node);
        return b.Add("Add", ["normal", "sum"]);
    });

    [TestCase(false)]
    [TestCase(true)]
    public void Attention_WrittenOut_GivesTheSameNumbers(bool isOneProduct) => RequireSame(
        18,
        model =>
        {
            FusedParts.Apply(model);
            AttentionParts.Apply(model);
        },
        b =>
        {
            string x = b.Input("x", 2, 5, 8);
            return isOneProduct ? Fused(b, "Attention", [x, Values(b, 8, 24), Values(b, 24)], Attributes.Of("num_heads", 2))
                : Fused(b, "MultiHeadAttention", [x, b.Add("Sin", [x]), b.Add("Cos", [x]), Values(b, 24)], Attributes.Of("num_heads", 2));
        });

    [TestCase(18)]
    [TestCase(21)]
    public void GroupNormalization_WrittenOut_GivesTheSameNumbers(int opset) => RequireSame(opset, GroupNormalizationParts.Apply, b =>
    {
        int scales = opset == 18 ? 2 : 6;
        return b.Add(
            "GroupNormalization", [b.Input("x", 2, 6, 4, 4), Values(b, scales), Values(b, scales)], Attributes.Of("num_groups", 2),
            Attributes.Of("epsilon", 1e-3f));
    });

    [TestCase(1)]
    [TestCase(2)]
    public void LpNormalization_WrittenOut_GivesTheSameNumbers(long power) => RequireSame(18, NormalizationParts.Apply, b =>
        b.Add("LpNormalization", [b.Input("x", 3, 8)], Attributes.Of("axis", 1), Attributes.Of("p", power)));

    [TestCase(new long[] { 0, 2, 3 })]
    [TestCase(new long[] { 1, 2, 3 })]
    public void MeanVarianceNormalization_WrittenOut_GivesTheSameNumbers(long[] axes) => RequireSame(18, NormalizationParts.Apply, b =>
        b.Add("MeanVarianceNormalization", [b.Input("x", 2, 3, 4, 4)], Attributes.Of("axes", axes)));

    private static string Fused(GraphBuilder b, string opType, string[] inputs, params AttributeProto[] attributes)
    {
        string output = b.Add(opType, inputs, attributes);
        b.Graph.Node[^1].Domain = "com.microsoft";
        return output;
    }

    private static AttributeProto Floats(string name, float[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Floats };
        attribute.Floats.AddRange(values);
        return attribute;
    }

    private static string Values(GraphBuilder b, params long[] shape) => b.FloatTensor(
        [.. Enumerable.Range(0, (int)shape.Aggregate((p, l) => p * l)).Select(i => 0.5f * MathF.Sin(1 + (i * 1.3f)))], shape);

    private static void RequireSame(int opset, Action<ModelProto> writeOut, Func<GraphBuilder, string> build)
    {
        ModelProto model = OnnxFile.Create("operator");
        model.OpsetImport[0].Version = opset;
        model.IrVersion = 10;
        Opset.Use(model, "com.microsoft", 1);
        var builder = new GraphBuilder(model.Graph);
        builder.AddAs("y", "Identity", [build(builder)]);
        model.Graph.Output.Add(new ValueInfoProto { Name = "y" });
        ModelProto parts = WrittenOut.RequireSame(model, writeOut);
        Assert.That(parts.Graph.Node.Select(n => n.Domain), Has.None.EqualTo("com.microsoft"));
    }
}
