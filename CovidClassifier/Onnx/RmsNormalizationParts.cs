namespace CovidClassifier.Onnx;

/// <summary>
/// Writes RMSNormalization of operator set 23 (https://onnx.ai/onnx/operators/onnx__RMSNormalization.html) as what it stands for, through which gradients flow:
/// Y = X / sqrt(mean of X^2 over the last axes + epsilon) x scale (Zhang and Sennrich 2019, "Root Mean Square Layer Normalization", equation 4). Where the axis
/// is counted from the front, the number of the last axes is that of the scale.
/// </summary>
internal static class RmsNormalizationParts
{
    private const float Epsilon = 1e-5f;

    private const long MostAxes = 8;

    /// <summary>Changes the graph in place.</summary>
    public static void Apply(ModelProto model)
    {
        Dictionary<string, int> ranks = model.Graph.Initializer.ToDictionary(i => i.Name, i => i.Dims.Count, StringComparer.Ordinal);
        NodeProto[] whole =
        [
            .. model.Graph.Node.Where(n => n.OpType == "RMSNormalization" && n.Domain is "" or "ai.onnx").Where(n => AxesOf(n, ranks) > 0),
        ];
        if (whole.Length == 0)
        {
            return;
        }

        var builder = new GraphBuilder(model.Graph);
        foreach (NodeProto node in whole)
        {
            long[] axes = [.. Enumerable.Range(1, AxesOf(node, ranks)).Select(axis => -(long)axis)];
            string x = node.Input[0];
            string mean = builder.Add("ReduceMean", [builder.Add("Mul", [x, x]), builder.Constant(axes)], Attributes.Of("keepdims", 1));
            string root = builder.Add("Sqrt", [builder.Add("Add", [mean, builder.Constant(node.Float("epsilon", Epsilon))])]);
            builder.AddAs(node.Output[0], "Mul", [builder.Add("Div", [x, root]), node.Input[1]]);
            model.Graph.Node.Remove(node);
        }

        GraphOrder.Sort(model.Graph);
    }

    private static int AxesOf(NodeProto node, Dictionary<string, int> ranks) =>
        node.Int("axis", -1) is < 0 and >= -MostAxes and var axis ? (int)-axis : ranks.GetValueOrDefault(node.Input[1]);
}
