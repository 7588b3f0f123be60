namespace CovidClassifier.Onnx.Gradients;

/// <summary>Both terms get the output's gradient, the subtracted one with the other sign.</summary>
internal sealed class AddGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Add", "Sub"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        string gradient = scope.OutputGradient(0)!;
        if (scope.Wants(0))
        {
            scope.AccumulateBroadcast(0, gradient);
        }

        if (scope.Wants(1))
        {
            // the sign is turned behind the sum, where a bias is small
            long[] shape = scope.Shape(scope.Node.Input[1]);
            string sum = scope.Builder.SumTo(gradient, scope.Shape(scope.Node.Output[0]), shape);
            scope.Accumulate(1, scope.Node.OpType == "Sub" ? scope.Builder.Add("Neg", [sum]) : sum);
        }
    }
}
