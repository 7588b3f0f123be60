namespace CovidClassifier.Onnx.Gradients;

/// <summary>Cuts the gradient into the inputs' parts again.</summary>
internal sealed class ConcatGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Concat"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        int axis = GradientVerbs.Axis(node.Int("axis", 0), scope.Shape(node.Output[0]).Length);
        long start = 0;
        for (int i = 0; i < node.Input.Count; i++)
        {
            long end = start + scope.Shape(node.Input[i])[axis];
            if (scope.Wants(i))
            {
                scope.Accumulate(i, scope.Builder.Add(
                    "Slice", [scope.OutputGradient(0)!, scope.Builder.Constant(start), scope.Builder.Constant(end), scope.Builder.Constant((long)axis)]));
            }

            start = end;
        }
    }
}
