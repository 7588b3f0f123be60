namespace CovidClassifier.Onnx.Gradients;

/// <summary>Each choice gets the gradient where it was chosen.</summary>
internal sealed class WhereGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Where"];

    public bool IsDifferentiable(NodeProto node, int input) => input is 1 or 2;

    public void Build(GradientScope scope)
    {
        string condition = scope.Node.Input[0];
        string gradient = scope.OutputGradient(0)!;
        if (scope.Wants(1))
        {
            scope.AccumulateBroadcast(1, scope.Builder.Choose(condition, gradient));
        }

        if (scope.Wants(2))
        {
            scope.AccumulateBroadcast(2, scope.Builder.Add("Where", [condition, scope.Builder.Constant(0f), gradient]));
        }
    }
}
