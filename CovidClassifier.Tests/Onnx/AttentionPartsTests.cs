using CovidClassifier.Onnx;
using CovidClassifier.Onnx.Gradients;

namespace CovidClassifier.Tests.Onnx;

/// <summary>The attention operator of set 23 against the products that it is written as.</summary>
public sealed class AttentionPartsTests
{
    [TestCase(false, 0f, "")]
    [TestCase(false, 0.7f, "numbers")]
    [TestCase(true, 0f, "")]
    [TestCase(true, 0f, "truth")]
    public void Apply_PlainAttention_GivesTheSameNumbers(bool isFlat, float scale, string mask)
    {
        ModelProto model = Attention(isFlat, scale, mask);
        ModelProto parts = model.Clone();
        AttentionParts.Apply(parts);
        Assert.That(parts.Graph.Node.Select(n => n.OpType), Has.None.EqualTo("Attention").And.Some.EqualTo("Softmax"));
        Assert.That(Run(parts), Is.EqualTo(Run(model)).Within(1e-5));
        var shapes = Shapes.Infer(parts);
        ConstantFolding.Apply(parts, new HashSet<string>(), shapes);
        Assert.That(parts.Graph.Node.All(n => GradientCatalogue.Find(n) is not null), Is.True);
    }

    [Test]
    public void Apply_CausalAttention_StaysOneOperator()
    {
        ModelProto model = Attention(false, 0, "");
        model.Graph.Node[^1].Attribute.Add(Attributes.Of("is_causal", 1));
        AttentionParts.Apply(model);
        Assert.That(model.Graph.Node.Select(n => n.OpType), Has.Some.EqualTo("Attention"));
    }

    private static ModelProto Attention(bool isFlat, float scale, string mask)
    {
        ModelProto model = OnnxFile.Create("attention");
        model.OpsetImport[0].Version = 23;
        model.IrVersion = 11;
        var builder = new GraphBuilder(model.Graph);
        long[] shape = isFlat ? [2, 5, 12] : [2, 3, 5, 4];
        string[] inputs = [.. new[] { "q", "k", "v" }.Select(name => builder.Input(name, shape))];
        if (mask.Length > 0)
        {
            string numbers = builder.FloatTensor([.. Enumerable.Range(0, 25).Select(i => (float)(i % 4))], 5, 5);
            inputs = [.. inputs, mask == "truth" ? builder.Add("Greater", [numbers, builder.Constant(0f)]) : numbers];
        }

        AttributeProto[] heads = isFlat ? [Attributes.Of("q_num_heads", 3), Attributes.Of("kv_num_heads", 3)] : [];
        AttributeProto[] scales = scale > 0 ? [Attributes.Of("scale", scale)] : [];
        builder.AddAs("y", "Attention", inputs, [.. heads, .. scales]);
        builder.Output("y", shape);
        return model;
    }

    private static float[] Run(ModelProto model)
    {
        using var session = new OnnxSession(model, threads: 1);
        using var inputs = new NamedValues();
        foreach (ValueInfoProto input in model.Graph.Input)
        {
            Span<float> values = inputs.AddFloats(input.Name, input.Shape()!);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = MathF.Sin(i * (1 + input.Name[0]));
            }
        }

        using NamedValues outputs = session.Run(inputs, ["y"]);
        return outputs.Floats("y").ToArray();
    }
}
