namespace CovidClassifier.Onnx;

/// <summary>
/// Writes the attention operator of operator set 23 (https://onnx.ai/onnx/operators/onnx__Attention.html) as the products and the softmax that it stands for, Y
/// = softmax(cap(scale Q K' + mask)) V (Vaswani et al. 2017, "Attention Is All You Need", equation 1), through which gradients flow as through any others:
/// causal, with heads that share keys and values, with a soft cap. Forms that images have no use for (kept keys, further outputs) stay one operator, which is
/// run but not trained through.
/// </summary>
internal static class AttentionParts
{
    private const long MostHeads = 1024;

    /// <summary>Changes the graph in place.</summary>
    public static void Apply(ModelProto model)
    {
        NodeProto[] whole = [.. model.Graph.Node.Where(n => n.OpType == "Attention" && n.Domain is "" or "ai.onnx").Where(IsPlain)];
        if (whole.Length == 0)
        {
            return;
        }

        var builder = new GraphBuilder(model.Graph);
        // the number of heads is an attribute only where they lie side by side in one axis
        StaticSizes? sizes = whole.Any(n => n.Int("q_num_heads", 0) == 0) ? StaticSizes.Infer(model) : null;
        foreach (NodeProto node in whole)
        {
            Replace(builder, node, sizes);
            model.Graph.Node.Remove(node);
        }

        GraphOrder.Sort(model.Graph);
    }

    private static bool IsPlain(NodeProto node) =>
        node.OpType == "Attention" && node.Output.Skip(1).All(o => o.Length == 0) && node.InputAt(4) is null && node.InputAt(5) is null
            && node.InputAt(6) is null;

    private static void Replace(GraphBuilder builder, NodeProto node, StaticSizes? sizes)
    {
        long heads = node.Int("q_num_heads", 0), sources = node.Int("kv_num_heads", heads);
        string q = Apart(builder, node.Input[0], heads);
        long asking = heads > 0 ? heads : HeadsOf(node.Input[0], sizes), answering = heads > 0 ? sources : HeadsOf(node.Input[1], sizes);
        string k = Shared(builder, Apart(builder, node.Input[1], sources), asking, answering);
        string v = Shared(builder, Apart(builder, node.Input[2], sources), asking, answering);
        string scores =
            builder.Add("MatMul", [builder.Add("Mul", [q, Scale(builder, node, q)]), builder.Add("Transpose", [k], Attributes.Of("perm", [0L, 1, 3, 2]))]);
        string capped = node.Float("softcap", 0) is > 0 and var cap ? Capped(builder, scores, cap) : scores;
        string masked = node.InputAt(3) is { } mask ? builder.Add("Add", [capped, Added(builder, mask)]) : capped;
        string seen = node.Int("is_causal", 0) == 0 ? masked : builder.Add("Add", [masked, Causal(builder, q, k)]);
        string mixed = builder.Add("MatMul", [builder.Add("Softmax", [seen], Attributes.Of("axis", -1)), v]);
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

    private static long HeadsOf(string tensor, StaticSizes? sizes) =>
        sizes is not null && sizes.All.TryGetValue(tensor, out StaticSizes.TensorSize size) && size.Dims is [_, > 0 and var heads, _, _] ? heads : 1;

    // Ainslie et al. 2023, "GQA": neighbouring heads share one head of keys and values; numbers that do not divide are left to ONNX Runtime to refuse
    private static string Shared(GraphBuilder builder, string rows, long asking, long answering) =>
        asking == answering || answering <= 1 || asking > MostHeads || asking % answering != 0
        ? rows
        : builder.Add(
            "Gather",
            [rows, builder.Constant([.. Enumerable.Range(0, (int)asking).Select(head => head / (asking / answering))])],
            Attributes.Of("axis", 1));

    private static string Capped(GraphBuilder builder, string scores, float cap)
    {
        string limit = builder.Constant(cap);
        return builder.Add("Mul", [builder.Add("Tanh", [builder.Add("Div", [scores, limit])]), limit]);
    }

    // each row sees itself and what comes before it
    private static string Causal(GraphBuilder builder, string q, string k)
    {
        string rows = builder.Add("Shape", [q], Attributes.Of("start", 2), Attributes.Of("end", 3));
        string columns = builder.Add("Shape", [k], Attributes.Of("start", 2), Attributes.Of("end", 3));
        string ones = builder.Add("Expand", [builder.Constant(1f), builder.Add("Concat", [rows, columns], Attributes.Of("axis", 0))]);
        return builder.Add("Log", [builder.Add("Trilu", [ones], Attributes.Of("upper", 0))]);
    }

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
