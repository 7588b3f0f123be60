using CovidClassifier.Onnx;

namespace CovidClassifier.Networks;

/// <summary>A Gemm, MatMul or Conv with constant weights.</summary>
/// <param name="Node">The node.</param>
/// <param name="WeightSlot">Which of its inputs is the weight.</param>
/// <param name="Weights">The weight.</param>
/// <param name="BiasNode">An Add of a constant behind it, or null.</param>
internal sealed record DenseLayer(NodeProto Node, int WeightSlot, TensorProto Weights, NodeProto? BiasNode)
{
    /// <summary>The tensor that it reads: for the last layer, the penultimate features.</summary>
    public string Features => Node.Input[WeightSlot == 0 && Node.OpType == "MatMul" ? 1 : 0];

    /// <summary>Names of its weight and biases.</summary>
    public IEnumerable<string> Parameters =>
        [Weights.Name, .. Node.InputAt(2) is { } own && Node.OpType != "MatMul" ? [own] : Array.Empty<string>(), .. BiasNode?.Input ?? Enumerable.Empty<string>()];
}
