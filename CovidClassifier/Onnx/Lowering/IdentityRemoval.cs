namespace CovidClassifier.Onnx.Lowering;

/// <summary>Reads past Identity nodes, so that they hide no pattern.</summary>
internal sealed class IdentityRemoval : ILowering
{
    public void Apply(NodeProto node, LoweringScope scope)
    {
        for (int i = 0; i < node.Input.Count; i++)
        {
            while (scope.Maker(node.Input[i]) is { OpType: "Identity" } identity)
            {
                node.Input[i] = identity.Input[0];
            }
        }
    }
}
