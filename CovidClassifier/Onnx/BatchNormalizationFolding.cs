namespace CovidClassifier.Onnx;

/// <summary>
/// A convolution and the normalisation behind it, both of constants, become one convolution: W' = W g / sqrt(v + e), b' = (b - m) g / sqrt(v + e) + s
/// (Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018, section 3.2).
/// </summary>
internal static class BatchNormalizationFolding
{
    /// <param name="graph">Nodes in topological order; changed in place.</param>
    public static void Apply(GraphProto graph)
    {
        Dictionary<string, TensorProto> constants = graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(graph);
        ILookup<string, NodeProto> readers = graph.Node.SelectMany(n => n.Input.Select(i => (Input: i, Node: n))).ToLookup(r => r.Input, r => r.Node);
        HashSet<string> outputs = [.. graph.Output.Select(o => o.Name)];
        foreach (NodeProto norm in graph.Node.Where(n => n.OpType == "BatchNormalization" && n.Output.Count == 1).ToArray())
        {
            if (makers.GetValueOrDefault(norm.Input[0]) is { OpType: "Conv" } conv && !outputs.Contains(norm.Input[0]) && readers[norm.Input[0]].Count() == 1
                && conv.Input.Concat(norm.Input).Skip(1).Where(i => i != norm.Input[0]).All(i => constants.ContainsKey(i) && readers[i].Count() == 1))
            {
                Fold(graph, conv, norm, constants);
            }
        }

        GraphOrder.Prune(graph);
    }

    private static void Fold(GraphProto graph, NodeProto conv, NodeProto norm, Dictionary<string, TensorProto> constants)
    {
        float[] gain = constants[norm.Input[1]].Floats(), shift = constants[norm.Input[2]].Floats();
        float[] mean = constants[norm.Input[3]].Floats(), variance = constants[norm.Input[4]].Floats();
        float epsilon = norm.Float("epsilon", 1e-5f);
        double[] factor = [.. gain.Zip(variance, (g, v) => g / Math.Sqrt(v + (double)epsilon))];

        TensorProto weight = constants[conv.Input[1]];
        float[] values = weight.Floats();
        int each = values.Length / factor.Length;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(values[i] * factor[i / each]);
        }

        weight.SetFloats(values);
        float[] bias = conv.InputAt(2) is { } given ? constants[given].Floats() : new float[factor.Length];
        float[] folded = [.. bias.Select((b, c) => (float)(((double)b - mean[c]) * factor[c] + shift[c]))];
        TensorProto added = Tensors.Of(new GraphBuilder(graph).FreshName("bias"), folded, folded.Length);
        graph.Initializer.Add(added);
        while (conv.Input.Count > 2)
        {
            conv.Input.RemoveAt(2);
        }

        conv.Input.Add(added.Name);
        conv.Output[0] = norm.Output[0];
        graph.Node.Remove(norm);
    }
}
