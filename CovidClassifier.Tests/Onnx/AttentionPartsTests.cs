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

    [TestCase(false, 3, "is_causal", "")]
    [TestCase(true, 3, "is_causal", "")]
    [TestCase(true, 3, "is_causal", "numbers")]
    [TestCase(true, 1, "", "")]
    [TestCase(false, 1, "", "")]
    [TestCase(true, 2, "", "truth")]
    [TestCase(false, 2, "is_causal", "")]
    [TestCase(true, 3, "softcap", "")]
    [TestCase(false, 3, "softcap", "numbers")]
    [TestCase(true, 3, "softcap", "truth")]
    public void Apply_CausalSharedOrCappedAttention_GivesTheSameNumbers(bool isFlat, int sources, string kind, string mask)
    {
        ModelProto model = Attention(isFlat, 0, mask, heads: sources == 2 ? 4 : 3, sources);
        model.Graph.Node[^1].Attribute.AddRange(kind switch
        {
            "is_causal" => [Attributes.Of(kind, 1)],
            "softcap" => [Attributes.Of(kind, 0.5f)],
            _ => Array.Empty<AttributeProto>(),
        });
        ModelProto parts = model.Clone();
        AttentionParts.Apply(parts);
        Assert.That(parts.Graph.Node.Select(n => n.OpType), Has.None.EqualTo("Attention").And.Some.EqualTo("Softmax"));
        Assert.That(Run(parts), Is.EqualTo(Run(model)).Within(1e-5));
        ConstantFolding.Apply(parts, new HashSet<string>(), Shapes.Infer(parts));
        Assert.That(parts.Graph.Node.Where(n => GradientCatalogue.Find(n) is null).Select(n => n.OpType), Is.Empty);
    }

    [Test]
    public void Apply_KeptKeys_StayOneOperator()
    {
        ModelProto model = Attention(false, 0, "");
        model.Graph.Node[^1].Input.Add(["", "k", "v"]);
        AttentionParts.Apply(model);
        Assert.That(model.Graph.Node.Select(n => n.OpType), Has.Some.EqualTo("Attention"));
    }

    private static ModelProto Attention(bool isFlat, float scale, string mask, int heads = 3, int sources = 3)
    {
        ModelProto model = OnnxFile.Create("attention");
        model.OpsetImport[0].Version = 23;
        model.IrVersion = 11;
        var builder = new GraphBuilder(model.Graph);
        long[] ShapeOf(int count) => isFlat ? [2, 5, 4 * count] : [2, count, 5, 4];
        string[] inputs = [.. new[] { "q", "k", "v" }.Select(name => builder.Input(name, ShapeOf(name == "q" ? heads : sources)))];
        if (mask.Length > 0)
        {
            string numbers = builder.FloatTensor([.. Enumerable.Range(0, 25).Select(i => (float)(i % 4))], 5, 5);
            inputs = [.. inputs, mask == "truth" ? builder.Add("Greater", [numbers, builder.Constant(0f)]) : numbers];
        }

        AttributeProto[] counts = isFlat ? [Attributes.Of("q_num_heads", heads), Attributes.Of("kv_num_heads", sources)] : [];
        AttributeProto[] scales = scale > 0 ? [Attributes.Of("scale", scale)] : [];
        builder.AddAs("y", "Attention", inputs, [.. counts, .. scales]);
        builder.Output("y", ShapeOf(heads));
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
