using CovidClassifier.Foundation;
using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>The end of a classifier: where its logits are, and the layer that makes them.</summary>
internal static class LastLayer
{
    private static readonly HashSet<string> Rearranging =
        new(StringComparer.Ordinal) { "Reshape", "Flatten", "Identity", "Squeeze", "Unsqueeze", "Transpose", "Dropout", "Cast" };

    // between a 1x1 convolution that classifies and its logits, as in SqueezeNet
    private static readonly HashSet<string> Pooling = new(StringComparer.Ordinal) { "GlobalAveragePool", "AveragePool", "ReduceMean", "Relu" };

    /// <summary>
    /// Gives the last dense layer (Gemm, MatMul or 1x1 Conv with constant weights) <paramref name="outputs"/> outputs: Glorot uniform weights and zero bias.
    /// </summary>
    /// <exception cref="NetworkException">No such layer makes the logits.</exception>
    public static void Replace(GraphProto graph, string logits, int outputs, Seed seed)
    {
        DenseLayer layer = FindDense(graph, logits, out NodeProto? stopped)
            ?? throw new NetworkException(
                $"The network has another number of outputs than there are classes ({outputs}), and its last layer cannot be replaced: " +
                    $"{(stopped ?? new NodeProto()).Describe()} is not a dense layer with constant weights.");
        ReplaceWeights(graph, layer, outputs, seed);
    }

    /// <summary>
    /// Whether a dense layer makes classes, and not features: a network without a classifier may end in a convolution, a ReLU and an average, just as
    /// SqueezeNet's classifier does. Classes are then told by a Softmax or Sigmoid behind them or by their number: ImageNet's, or one that no layer of features
    /// has.
    /// </summary>
    public static bool IsClassifier(DenseLayer layer, bool endsInProbabilities) =>
        !layer.IsSpatial && (!layer.IsRectified || endsInProbabilities || layer.OutputCount is 1000 or 1001 || layer.OutputCount % 8 != 0);

    /// <summary>The last dense layer before <paramref name="logits"/>, or null; then <paramref name="stopped"/> is the node that ended the search.</summary>
    public static DenseLayer? FindDense(GraphProto graph, string logits, out NodeProto? stopped)
    {
        Dictionary<string, NodeProto> makers = GraphOrder.Makers(graph);
        var initializers = graph.Initializer.ToDictionary(i => i.Name, StringComparer.Ordinal);
        string tensor = logits;
        NodeProto? bias = null;
        bool isRectified = false;
        stopped = null;
        while (makers.TryGetValue(tensor, out NodeProto? node))
        {
            stopped = node;
            int weight = node.OpType is "MatMul" && initializers.ContainsKey(node.Input[0]) ? 0 : 1;
            if (node.OpType is "Gemm" or "MatMul" or "Conv" && node.InputAt(weight) is { } name && initializers.TryGetValue(name, out TensorProto? weights))
            {
                return new DenseLayer(node, weight, weights, bias, isRectified);
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
                isRectified |= node.OpType == "Relu";
                tensor = node.Input[0];
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    private static void ReplaceWeights(GraphProto graph, DenseLayer layer, int outputs, Seed seed)
    {
        if (layer.IsSpatial)
        {
            throw new NetworkException($"The last layer {layer.Node.Describe()} is a convolution larger than 1x1 and cannot be replaced.");
        }

        (NodeProto node, int slot, bool first) = (layer.Node, layer.WeightSlot, layer.HasOutputsFirst);
        long[] shape = layer.Weights.Shape();
        var builder = new GraphBuilder(graph);
        int axis = first ? 0 : shape.Length - 1;
        long features = shape[first ? 1 : shape.Length - 2];
        shape[axis] = outputs;
        node.Input[slot] = Weights.Glorot(builder, $"{node.Input[slot]}/new", features, outputs, seed, shape);
        if (node.InputAt(2) is { } own && node.OpType != "MatMul")
        {
            node.Input[2] = Weights.Zeros(builder, $"{own}/new", outputs);
        }

        if (layer.BiasNode is { } bias)
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
