using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>The end of a classifier: where its logits are, and the layer that makes them.</summary>
internal static class LastLayer
{
    private static readonly HashSet<string> Probabilities = new(StringComparer.Ordinal) { "Softmax", "Sigmoid", "LogSoftmax" };

    private static readonly HashSet<string> Rearranging = new(StringComparer.Ordinal) { "Reshape", "Flatten", "Identity", "Squeeze", "Unsqueeze", "Transpose", "Dropout", "Cast" };

    // between a 1x1 convolution that classifies and its logits, as in SqueezeNet
    private static readonly HashSet<string> Pooling = new(StringComparer.Ordinal) { "GlobalAveragePool", "AveragePool", "ReduceMean", "Relu" };

    /// <summary>The tensor of logits: the one output that no other output is computed from, before a final Softmax or Sigmoid and what only rearranges them.</summary>
    /// <exception cref="NetworkException">Several outputs are ends of the network.</exception>
    public static string FindLogits(GraphProto graph)
    {
        string[] outputs = [.. graph.Output.Select(o => o.Name)];
        string[] ends = [.. outputs.Where(o => outputs.All(other => other == o || !GraphOrder.Ancestors(graph, [other]).Contains(o)))];
        if (ends.Length != 1)
        {
            throw new NetworkException($"The network must have one last output; it has {ends.Length}: {string.Join(", ", ends)}. Keep the one with the logits.");
        }

        // what only rearranges the logits would fix their number
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(graph);
        string tensor = ends[0];
        bool isBehindProbabilities = true;
        while (makers.TryGetValue(tensor, out NodeProto? node) && (Rearranging.Contains(node.OpType) || (isBehindProbabilities && Probabilities.Contains(node.OpType))))
        {
            tensor = node.Input[0];
            isBehindProbabilities &= !Probabilities.Contains(node.OpType);
        }

        return tensor;
    }

    /// <summary>
    /// Gives the last dense layer (Gemm, MatMul or 1x1 Conv with constant weights) <paramref name="outputs"/> outputs: Glorot uniform weights and zero bias.
    /// </summary>
    /// <exception cref="NetworkException">No such layer makes the logits.</exception>
    public static void Replace(GraphProto graph, string logits, int outputs, Seed seed)
    {
        DenseLayer layer = FindDense(graph, logits, out NodeProto? stopped)
            ?? throw new NetworkException(
                $"The network has another number of outputs than there are classes ({outputs}), and its last layer cannot be replaced: {(stopped ?? new NodeProto()).Describe()} is not a dense layer with constant weights.");
        ReplaceWeights(graph, layer.Node, layer.WeightSlot, layer.Weights, layer.BiasNode, outputs, seed);
    }

    /// <summary>The last dense layer before <paramref name="logits"/>, or null; then <paramref name="stopped"/> is the node that ended the search.</summary>
    public static DenseLayer? FindDense(GraphProto graph, string logits, out NodeProto? stopped)
    {
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(graph);
        var initializers = graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        string tensor = logits;
        NodeProto? bias = null;
        stopped = null;
        while (makers.TryGetValue(tensor, out NodeProto? node))
        {
            stopped = node;
            int weight = node.OpType is "MatMul" && initializers.ContainsKey(node.Input[0]) ? 0 : 1;
            if (node.OpType is "Gemm" or "MatMul" or "Conv" && node.InputAt(weight) is { } name && initializers.TryGetValue(name, out TensorProto? weights))
            {
                return new DenseLayer(node, weight, weights, bias);
            }

            if (node.OpType == "Add" && node.Input.Any(initializers.ContainsKey))
            {
                bias = node;
                tensor = node.Input.First(i => !initializers.ContainsKey(i));
            }
            else if (node.OpType is "Mul" or "Div" && node.Input.Any(i => initializers.TryGetValue(i, out TensorProto? factor) && factor.Count() == 1))
            {
                tensor = node.Input.First(i => !initializers.ContainsKey(i));
            }
            else if (Rearranging.Contains(node.OpType) || Pooling.Contains(node.OpType))
            {
                tensor = node.Input[0];
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    private static void ReplaceWeights(GraphProto graph, NodeProto node, int slot, TensorProto weights, NodeProto? bias, int outputs, Seed seed)
    {
        long[] shape = weights.Shape();
        bool first = node.OpType == "Conv" || slot == 0 || (node.OpType == "Gemm" && node.Int("transB", 0) == 1);
        if (node.OpType == "Conv" && (shape[2..].Any(k => k != 1) || node.Int("group", 1) != 1))
        {
            throw new NetworkException($"The last layer {node.Describe()} is a convolution larger than 1x1 and cannot be replaced.");
        }

        var builder = new GraphBuilder(graph);
        int axis = first ? 0 : shape.Length - 1;
        long features = shape[first ? 1 : shape.Length - 2];
        shape[axis] = outputs;
        node.Input[slot] = Weights.Glorot(builder, $"{node.Input[slot]}/new", features, outputs, seed, shape);
        if (node.InputAt(2) is { } own && node.OpType != "MatMul")
        {
            node.Input[2] = Weights.Zeros(builder, $"{own}/new", outputs);
        }

        if (bias is not null)
        {
            ReplaceBias(graph, builder, bias, outputs);
        }

        GraphOrder.Prune(graph);
    }

    // keeps the bias's rank: [K], [1,K] or [K,1,1] behind a convolution
    private static void ReplaceBias(GraphProto graph, GraphBuilder builder, NodeProto add, int outputs)
    {
        int slot = graph.Initializer.Any(i => i.Name == add.Input[0]) ? 0 : 1;
        TensorProto old = graph.Initializer.First(i => i.Name == add.Input[slot]);
        long[] dims = [.. old.Dims.Select(d => d == 1 ? 1 : outputs)];
        if (dims.Count(d => d == outputs) == 0 && dims.Length > 0)
        {
            dims[^1] = outputs;
        }

        string name = builder.FreshName($"{old.Name}/new");
        graph.Initializer.Add(Tensors.Of(name, new float[outputs], dims));
        add.Input[slot] = name;
    }
}
