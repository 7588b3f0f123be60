namespace CovidClassifier.Onnx.Gradients;

/// <summary>Both terms get the output's gradient, the subtracted one with the other sign.</summary>
internal sealed class AddGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Add", "Sub"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        GraphBuilder builder = scope.Builder;
        long[] shape = scope.Shape(scope.Node.Output[0]);
        for (int i = 0; i < 2; i++)
        {
            if (scope.Wants(i))
            {
                string part = builder.SumTo(scope.OutputGradient(0)!, shape, scope.Shape(scope.Node.Input[i]));
                scope.Accumulate(i, i == 1 && scope.Node.OpType == "Sub" ? builder.Add("Neg", [part]) : part);
            }
        }
    }
}
