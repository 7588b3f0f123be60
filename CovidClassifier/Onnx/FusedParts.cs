namespace CovidClassifier.Onnx;

/// <summary>
/// Writes the operators that ONNX Runtime and the optimizer of Hugging Face's Optimum fuse (domain com.microsoft,
/// https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md) as what they were made of, through which gradients flow and before which a last
/// layer can be told. Forms beyond those that classifiers of images are fused to stay one operator, which is run but not trained through.
/// </summary>
internal static class FusedParts
{
    private const string Domain = "com.microsoft";

    /// <summary>Changes the graph in place.</summary>
    public static void Apply(ModelProto model)
    {
        NodeProto[] fused = [.. model.Graph.Node.Where(n => n.Domain == Domain && n.Output.Count > 0 && n.Output[0].Length > 0)];
        if (fused.Length == 0)
        {
            return;
        }

        var builder = new GraphBuilder(model.Graph);
        foreach (NodeProto node in fused)
        {
            if (Parts(builder, node) is { } result)
            {
                model.Graph.Node.Remove(node);
                builder.AddAs(node.Output[0], "Identity", [result]);
            }
        }

        GraphOrder.Sort(model.Graph);
    }

    /// <summary>The tensor that the node's first output stands for; null: it stays as it is, and nothing was added.</summary>
    private static string? Parts(GraphBuilder builder, NodeProto node)
    {
        bool isOne = node.Output.Skip(1).All(o => o.Length == 0);
        return node.OpType switch
        {
            "FusedConv" when IsKnown(node, "activation") => Convolution(builder, node),
            "FusedGemm" when IsKnown(node, "activation") => Activated(
                builder, Plain(builder, node, "Gemm", 3), node.Text("activation", ""), node.Float("activation_alpha", 0), node.Float("activation_beta", 0)),
            "Gelu" => FusedGelu.Exact(builder, node.Input[0]),
            "BiasGelu" => FusedGelu.Exact(builder, builder.Add("Add", [node.Input[0], node.Input[1]])),
            "FastGelu" => FusedGelu.Approximate(
                builder, node.InputAt(1) is { } bias ? builder.Add("Add", [node.Input[0], bias]) : node.Input[0]),
            "QuickGelu" => FusedGelu.Quick(builder, node.Input[0], node.Float("alpha", 1.702f)),
            "FusedMatMul" when node.Int("transA", 0) + node.Int("transB", 0) + node.Int("transBatchA", 0) + node.Int("transBatchB", 0) == 0 =>
                Scaled(builder, builder.Add("MatMul", [node.Input[0], node.Input[1]]), node.Float("alpha", 1)),
            "SkipLayerNormalization" when node.Output.Skip(1).Take(2).All(o => o.Length == 0) => SkipNormalization(builder, node),
            "Attention" when isOne && node.Input.Skip(3).All(i => i.Length == 0) && node.Int("num_heads", 0) > 0 && !node.Has("qkv_hidden_sizes") =>
                OneProduct(builder, node),
            "MultiHeadAttention" when isOne && node.Input.Skip(4).All(i => i.Length == 0) && node.Input.Take(3).Count(i => i.Length > 0) == 3
                && node.Int("num_heads", 0) > 0 => Heads(builder, node, Biased(builder, node)),
            _ => null,
        };
    }

    private static bool IsKnown(NodeProto node, string activation) =>
        node.Text(activation, "") is "" or "Relu" or "Tanh" or "Sigmoid" or "LeakyRelu" or "Clip" or "HardSigmoid";

    private static string Convolution(GraphBuilder builder, NodeProto node)
    {
        float[] parameters = [.. node.Find("activation_params")?.Floats ?? []];
        string sum = Plain(builder, node, "Conv", 3);
        sum = node.InputAt(3) is { } beside ? builder.Add("Add", [sum, beside]) : sum;
        return Activated(builder, sum, node.Text("activation", ""), parameters.ElementAtOrDefault(0), parameters.ElementAtOrDefault(1));
    }

    /// <summary>The operator without its activation.</summary>
    private static string Plain(GraphBuilder builder, NodeProto node, string opType, int inputs) => builder.Add(
        opType, [.. node.Input.Take(inputs)],
        [.. node.Attribute.Where(a => !a.Name.StartsWith("activation", StringComparison.Ordinal)).Select(a => a.Clone())]);

    private static string Activated(GraphBuilder builder, string x, string activation, float first, float second) => activation switch
    {
        "" => x,
        "Clip" => builder.Add("Clip", [x, builder.Constant(first), builder.Constant(second)]),
        "LeakyRelu" => builder.Add("LeakyRelu", [x], Attributes.Of("alpha", first)),
        "HardSigmoid" => builder.Add("HardSigmoid", [x], Attributes.Of("alpha", first), Attributes.Of("beta", second)),
        _ => builder.Add(activation, [x]),
    };

    private static string Scaled(GraphBuilder builder, string x, float factor) => factor == 1 ? x : builder.Add("Mul", [x, builder.Constant(factor)]);

    private static string SkipNormalization(GraphBuilder builder, NodeProto node)
    {
        string sum = builder.Add("Add", [node.Input[0], node.Input[1]]);
        sum = node.InputAt(4) is { } bias ? builder.Add("Add", [sum, bias]) : sum;
        if (node.Output.Count > 3 && node.Output[3].Length > 0)
        {
            builder.AddAs(node.Output[3], "Identity", [sum]);
        }

        string[] inputs = node.InputAt(3) is { } beta ? [sum, node.Input[2], beta] : [sum, node.Input[2]];
        return builder.Add("LayerNormalization", inputs, Attributes.Of("axis", -1), Attributes.Of("epsilon", node.Float("epsilon", 1e-12f)));
    }

    // queries, keys and values of one product
    private static string OneProduct(GraphBuilder builder, NodeProto node)
    {
        string all = builder.Add("MatMul", [node.Input[0], node.Input[1]]);
        all = node.InputAt(2) is { } bias ? builder.Add("Add", [all, bias]) : all;
        return Heads(builder, node, builder.AddMany("Split", [all], 3, Attributes.Of("axis", -1), Attributes.Of("num_outputs", 3)));
    }

    private static string[] Biased(GraphBuilder builder, NodeProto node)
    {
        if (node.InputAt(3) is not { } bias)
        {
            return [.. node.Input.Take(3)];
        }

        string[] biases = builder.AddMany("Split", [bias], 3, Attributes.Of("axis", 0), Attributes.Of("num_outputs", 3));
        return [.. node.Input.Take(3).Zip(biases, (x, b) => builder.Add("Add", [x, b]))];
    }

    // as operator set 23 writes it, for AttentionParts to write out
    private static string Heads(GraphBuilder builder, NodeProto node, string[] parts)
    {
        long heads = node.Int("num_heads", 0);
        AttributeProto[] scale = node.Float("scale", 0) is not 0 and var factor ? [Attributes.Of("scale", factor)] : [];
        AttributeProto[] causal = node.Int("unidirectional", 0) == 1 ? [Attributes.Of("is_causal", 1)] : [];
        return builder.Add("Attention", parts, [Attributes.Of("q_num_heads", heads), Attributes.Of("kv_num_heads", heads), .. scale, .. causal]);
    }
}
