namespace CovidClassifier.Onnx;

/// <summary>
/// Writes RotaryEmbedding of operator set 23 (https://onnx.ai/onnx/operators/onnx__RotaryEmbedding.html) as what it stands for, through which gradients flow:
/// pairs of features are turned by an angle that grows with the place, (a cos - b sin, a sin + b cos) (Su et al. 2021, "RoFormer", equation 34).
/// </summary>
internal static class RotaryEmbeddingParts
{
    /// <summary>Changes the graph in place.</summary>
    public static void Apply(ModelProto model)
    {
        NodeProto[] whole = [.. model.Graph.Node.Where(n => n.OpType == "RotaryEmbedding" && n.Domain is "" or "ai.onnx")];
        if (whole.Length == 0)
        {
            return;
        }

        var builder = new GraphBuilder(model.Graph);
        foreach (NodeProto node in whole)
        {
            model.Graph.Node.Remove(node);
            Replace(builder, node);
        }

        GraphOrder.Sort(model.Graph);
    }

    private static void Replace(GraphBuilder builder, NodeProto node)
    {
        long heads = node.Int("num_heads", 0);
        string x = heads == 0
            ? node.Input[0]
            : builder.Add("Transpose", [builder.Add("Reshape", [node.Input[0], builder.Constant(0L, 0, heads, -1)])], Attributes.Of("perm", [0L, 2, 1, 3]));
        string cos = Angles(builder, node, 1), sin = Angles(builder, node, 2);
        long turned = node.Int("rotary_embedding_dim", 0);
        string rotated = turned == 0 ? x : Part(builder, x, 0, turned, 1);
        bool isInterleaved = node.Int("interleaved", 0) != 0;
        (string a, string b) = isInterleaved
            ? (Part(builder, rotated, 0, long.MaxValue, 2), Part(builder, rotated, 1, long.MaxValue, 2))
            : Halves(builder, rotated);
        string real = builder.Add("Sub", [builder.Add("Mul", [a, cos]), builder.Add("Mul", [b, sin])]);
        string imaginary = builder.Add("Add", [builder.Add("Mul", [a, sin]), builder.Add("Mul", [b, cos])]);
        string joined = isInterleaved ? Interleaved(builder, real, imaginary) : builder.Add("Concat", [real, imaginary], Attributes.Of("axis", -1));
        string whole = turned == 0
            ? joined
            : builder.Add("Concat", [joined, Part(builder, x, turned, long.MaxValue, 1)], Attributes.Of("axis", -1));
        if (heads == 0)
        {
            builder.AddAs(node.Output[0], "Identity", [whole]);
            return;
        }

        string rows = builder.Add("Transpose", [whole], Attributes.Of("perm", [0L, 2, 1, 3]));
        builder.AddAs(node.Output[0], "Reshape", [rows, builder.Constant(0L, 0, -1)]);
    }

    // [images, 1, places, pairs]: of the places that are named, or one for each image and place
    private static string Angles(GraphBuilder builder, NodeProto node, int input)
    {
        string angles = node.InputAt(3) is { } places ? builder.Add("Gather", [node.Input[input], places], Attributes.Of("axis", 0)) : node.Input[input];
        return builder.Add("Unsqueeze", [angles, builder.Constant(1L)]);
    }

    private static (string First, string Second) Halves(GraphBuilder builder, string x)
    {
        string[] halves = builder.AddMany("Split", [x], 2, Attributes.Of("axis", -1), Attributes.Of("num_outputs", 2));
        return (halves[0], halves[1]);
    }

    private static string Part(GraphBuilder builder, string x, long from, long to, long step) =>
        builder.Add("Slice", [x, builder.Constant(from), builder.Constant(to), builder.Constant(-1L), builder.Constant(step)]);

    private static string Interleaved(GraphBuilder builder, string real, string imaginary)
    {
        string last = builder.Constant(-1L);
        string pairs = builder.Add("Concat", [builder.Add("Unsqueeze", [real, last]), builder.Add("Unsqueeze", [imaginary, last])], Attributes.Of("axis", -1));
        return builder.Add("Reshape", [pairs, builder.Constant(0L, 0, 0, -1)]);
    }
}
