namespace CovidClassifier.Onnx.Gradients;

/// <summary>Sum or mean of several tensors: each gets the gradient, of a mean its share.</summary>
internal sealed class SumGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Sum", "Mean"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        int terms = scope.Node.Input.Count;
        string share = scope.Builder.Scale(scope.OutputGradient(0)!, scope.Node.OpType == "Mean" ? 1.0 / terms : 1);
        for (int i = 0; i < terms; i++)
        {
            if (scope.Wants(i))
            {
                scope.AccumulateBroadcast(i, share);
            }
        }
    }
}
