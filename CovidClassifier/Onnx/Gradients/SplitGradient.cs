namespace CovidClassifier.Onnx.Gradients;

/// <summary>Puts the parts' gradients together; a part that the loss does not see counts as zeros.</summary>
internal sealed class SplitGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Split"];

    public bool IsDifferentiable(NodeProto node, int input) => input == 0;

    public void Build(GradientScope scope)
    {
        if (scope.Wants(0))
        {
            NodeProto node = scope.Node;
            string[] parts = [.. node.Output.Select((o, i) => scope.OutputGradient(i) ?? scope.Builder.Zeros(scope.Shape(o)))];
            scope.Accumulate(0, scope.Builder.Add("Concat", parts, Attributes.Of("axis", node.Int("axis", 0))));
        }
    }
}
