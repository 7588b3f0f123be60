namespace CovidClassifier.Onnx;

/// <summary>
/// Writes the attention operator of operator set 23 (https://onnx.ai/onnx/operators/onnx__Attention.html) as the products and the softmax that it stands for, Y
/// = softmax(scale Q K' + mask) V (Vaswani et al. 2017, "Attention Is All You Need", equation 1), through which gradients flow as through any others. Forms
/// that images have no use for (causal, grouped heads, kept keys, a soft cap) stay one operator, which is run but not trained through.
/// </summary>
internal static class AttentionParts
{
    /// <summary>Changes the graph in place.</summary>
    public static void Apply(ModelProto model)
    {
        NodeProto[] whole = [.. model.Graph.Node.Where(n => n.OpType == "Attention" && n.Domain is "" or "ai.onnx").Where(IsPlain)];
        if (whole.Length == 0)
        {
            return;
        }

        var builder = new GraphBuilder(model.Graph);
        foreach (NodeProto node in whole)
        {
            Replace(builder, node);
            model.Graph.Node.Remove(node);
        }

        GraphOrder.Sort(model.Graph);
    }

    private static bool IsPlain(NodeProto node) =>
        node.OpType == "Attention" && node.Output.Skip(1).All(o => o.Length == 0) && node.InputAt(4) is null && node.InputAt(5) is null
            && node.InputAt(6) is null
        && node.Int("is_causal", 0) == 0 && node.Float("softcap", 0) == 0 && node.Int("q_num_heads", 0) == node.Int("kv_num_heads", 0);

    private static void Replace(GraphBuilder builder, NodeProto node)
    {
        long heads = node.Int("q_num_heads", 0);
        string q = Apart(builder, node.Input[0], heads), k = Apart(builder, node.Input[1], heads), v = Apart(builder, node.Input[2], heads);
        string scores =
            builder.Add("MatMul", [builder.Add("Mul", [q, Scale(builder, node, q)]), builder.Add("Transpose", [k], Attributes.Of("perm", [0L, 1, 3, 2]))]);
        string masked = node.InputAt(3) is { } mask ? builder.Add("Add", [scores, Added(builder, mask)]) : scores;
        string mixed = builder.Add("MatMul", [builder.Add("Softmax", [masked], Attributes.Of("axis", -1)), v]);
        if (heads == 0)
        {
            builder.AddAs(node.Output[0], "Identity", [mixed]);
            return;
        }

        string rows = builder.Add("Transpose", [mixed], Attributes.Of("perm", [0L, 2, 1, 3]));
        builder.AddAs(node.Output[0], "Reshape", [rows, builder.Constant(0L, 0, -1)]);
    }

    // rows of all heads side by side become heads of rows
    private static string Apart(GraphBuilder builder, string rows, long heads) => heads == 0
        ? rows
        : builder.Add("Transpose", [builder.Add("Reshape", [rows, builder.Constant(0L, 0, heads, -1)])], Attributes.Of("perm", [0L, 2, 1, 3]));

    private static string Scale(GraphBuilder builder, NodeProto node, string q)
    {
        if (node.Float("scale", 0) is not 0 and var given)
        {
            return builder.Constant(given);
        }

        string length =
            builder.Add("Cast", [builder.Add("Shape", [q], Attributes.Of("start", -1))], Attributes.Of("to", (long)TensorProto.Types.DataType.Float));
        return builder.Add("Reciprocal", [builder.Add("Sqrt", [length])]);
    }

    // what may be looked at is said by truth values or by numbers to add; a cast of truth values and a logarithm make the one the other: ln 1 = 0, ln 0 =
    // -infinity
    private static string Added(GraphBuilder builder, string mask)
    {
        TensorProto? constant = builder.Graph.Initializer.FirstOrDefault(i => i.Name == mask);
        bool isTruth = constant is null ? IsTruth(builder.Graph, mask) : constant.DataType == (int)TensorProto.Types.DataType.Bool;
        return isTruth ? builder.Add("Log", [builder.Add("Cast", [mask], Attributes.Of("to", (long)TensorProto.Types.DataType.Float))]) : mask;
    }

    private static bool IsTruth(GraphProto graph, string tensor) => graph.Node.FirstOrDefault(n => n.Output.Contains(tensor)) is { } maker
        && (maker.OpType is "Equal" or "Greater" or "GreaterOrEqual" or "Less" or "LessOrEqual" or "And" or "Or" or "Not" or "Xor"
            || (maker.OpType == "Cast" && maker.Int("to", 0) == (long)TensorProto.Types.DataType.Bool)
            || (maker.OpType is "Reshape" or "Unsqueeze" or "Expand" or "Slice" or "Identity" or "Squeeze" or "Transpose" && IsTruth(graph, maker.Input[0])));
}
