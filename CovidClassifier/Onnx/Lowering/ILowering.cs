namespace CovidClassifier.Onnx.Lowering;

/// <summary>
/// A rewrite of a forward graph, before its gradients are appended, that leaves what the graph computes as it is (up to rounding) and makes a training step
/// cheaper. Implementations are stateless and fit their pattern wherever a network has it.
/// </summary>
internal interface ILowering
{
    /// <summary>Rewrites what <paramref name="node"/> computes where the pattern fits. Nodes that nothing reads any more are pruned later.</summary>
    void Apply(NodeProto node, LoweringScope scope);
}
