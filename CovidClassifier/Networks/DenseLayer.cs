using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>A Gemm, MatMul or Conv with constant weights.</summary>
/// <param name="Node">The node.</param>
/// <param name="WeightSlot">Which of its inputs is the weight.</param>
/// <param name="Weights">The weight.</param>
/// <param name="BiasNode">An Add of a constant behind it, or null.</param>
/// <param name="IsRectified">Whether a ReLU stands between it and the output.</param>
internal sealed record DenseLayer(NodeProto Node, int WeightSlot, TensorProto Weights, NodeProto? BiasNode, bool IsRectified)
{
    /// <summary>Whether its outputs are the first of its weight's axes.</summary>
    public bool HasOutputsFirst => Node.OpType == "Conv" || WeightSlot == 0 || (Node.OpType == "Gemm" && Node.Int("transB", 0) == 1);

    /// <summary>Number of outputs.</summary>
    public long OutputCount => HasOutputsFirst ? Weights.Dims[0] : Weights.Dims[^1];

    /// <summary>Whether it is a convolution that sees more than one place, or not all channels.</summary>
    public bool IsSpatial => Node.OpType == "Conv" && (Weights.Dims.Skip(2).Any(k => k != 1) || Node.Int("group", 1) != 1);

    /// <summary>The tensor that it reads: for the last layer, the penultimate features.</summary>
    public string Features => Node.Input[WeightSlot == 0 && Node.OpType == "MatMul" ? 1 : 0];

    /// <summary>Names of its weight and biases.</summary>
    public IEnumerable<string> Parameters =>
        [Weights.Name,
            .. Node.InputAt(2) is { } own && Node.OpType != "MatMul" ? [own] : Array.Empty<string>(), .. BiasNode?.Input ?? Enumerable.Empty<string>()];
}
