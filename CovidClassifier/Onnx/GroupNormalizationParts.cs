namespace CovidClassifier.Onnx;

/// <summary>
/// Writes GroupNormalization of operator sets 18 and 21 (https://onnx.ai/onnx/operators/onnx__GroupNormalization.html; Wu and He 2018, "Group Normalization")
/// as exporters wrote it before: an InstanceNormalization of the groups between two reshapes, through which gradients flow. Scale and bias are one number per
/// group in set 18, one per channel since 21.
/// </summary>
internal static class GroupNormalizationParts
{
    private const float Epsilon = 1e-5f;

    private const long MostGroups = 4096;

    /// <summary>Changes the graph in place.</summary>
    public static void Apply(ModelProto model)
    {
        NodeProto[] whole =
        [
            .. model.Graph.Node.Where(n => n.OpType == "GroupNormalization" && n.Domain is "" or "ai.onnx")
                .Where(n => n.Int("num_groups", 0) is > 0 and <= MostGroups),
        ];
        if (whole.Length == 0)
        {
            return;
        }

        var builder = new GraphBuilder(model.Graph);
        bool isPerChannel = Opset.Of(model) >= 21;
        StaticSizes? sizes = isPerChannel ? StaticSizes.Infer(model) : null;
        foreach (NodeProto node in whole)
        {
            int groups = (int)node.Int("num_groups", 0);
            string x = node.Input[0], scale = node.Input[1], bias = node.Input[2];
            string grouped = builder.Add("Reshape", [x, builder.Constant(0L, groups, -1)]);
            string[] perGroup = isPerChannel ? [Filled(builder, groups, 1), Filled(builder, groups, 0)] : [scale, bias];
            string normal =
                builder.Add("InstanceNormalization", [grouped, .. perGroup], Attributes.Of("epsilon", node.Float("epsilon", Epsilon)));
            string[] back = [normal, builder.Add("Shape", [x])];
            if (isPerChannel)
            {
                // a map of images where nothing says otherwise
                int places = (sizes!.Shape(x)?.Length ?? 4) - 2;
                string channels = builder.Constant([-1L, .. Enumerable.Repeat(1L, places)]);
                string scaled = builder.Add("Mul", [builder.Add("Reshape", back), builder.Add("Reshape", [scale, channels])]);
                builder.AddAs(node.Output[0], "Add", [scaled, builder.Add("Reshape", [bias, channels])]);
            }
            else
            {
                builder.AddAs(node.Output[0], "Reshape", back);
            }

            model.Graph.Node.Remove(node);
        }

        GraphOrder.Sort(model.Graph);
    }

    private static string Filled(GraphBuilder builder, int groups, float value) =>
        builder.FloatTensor([.. Enumerable.Repeat(value, groups)], groups);
}
