namespace CovidClassifier.Onnx;

/// <summary>
/// Writes MeanVarianceNormalization (https://onnx.ai/onnx/operators/onnx__MeanVarianceNormalization.html: (X - mean) / (sqrt(mean of (X - mean)^2) + 1e-9)) and
/// LpNormalization (https://onnx.ai/onnx/operators/onnx__LpNormalization.html: X over the sum of its absolute values, or over the root of that of its squares)
/// as what they stand for, through which gradients flow.
/// </summary>
internal static class NormalizationParts
{
    // what ONNX Runtime adds to a deviation
    private const float Epsilon = 1e-9f;

    // a row of zeros stays one
    private const float LeastNorm = 1e-30f;

    /// <summary>Changes the graph in place.</summary>
    public static void Apply(ModelProto model)
    {
        NodeProto[] whole = [.. model.Graph.Node.Where(n => n.OpType is "MeanVarianceNormalization" or "LpNormalization" && n.Domain is "" or "ai.onnx")];
        if (whole.Length == 0)
        {
            return;
        }

        var builder = new GraphBuilder(model.Graph);
        foreach (NodeProto node in whole)
        {
            string x = node.Input[0];
            if (node.OpType == "LpNormalization")
            {
                string axis = builder.Constant(node.Int("axis", -1));
                string norm = builder.Add(node.Int("p", 2) == 1 ? "ReduceL1" : "ReduceL2", [x, axis], Attributes.Of("keepdims", 1));
                builder.AddAs(node.Output[0], "Div", [x, builder.Add("Max", [norm, builder.Constant(LeastNorm)])]);
            }
            else
            {
                string axes = builder.Constant(node.Ints("axes", [0, 2, 3]));
                string centred = builder.Add("Sub", [x, builder.Add("ReduceMean", [x, axes], Attributes.Of("keepdims", 1))]);
                string variance = builder.Add("ReduceMean", [builder.Add("Mul", [centred, centred]), axes], Attributes.Of("keepdims", 1));
                string deviation = builder.Add("Add", [builder.Add("Sqrt", [variance]), builder.Constant(Epsilon)]);
                builder.AddAs(node.Output[0], "Div", [centred, deviation]);
            }

            model.Graph.Node.Remove(node);
        }

        GraphOrder.Sort(model.Graph);
    }
}
