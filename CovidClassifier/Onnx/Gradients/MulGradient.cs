namespace CovidClassifier.Onnx.Gradients;

/// <summary>Each factor's gradient is the output's times the other factor.</summary>
internal sealed class MulGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Mul"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        for (int i = 0; i < 2; i++)
        {
            if (scope.Wants(i))
            {
                string product = scope.Builder.Add("Mul", [scope.OutputGradient(0)!, scope.Node.Input[1 - i]]);
                scope.AccumulateBroadcast(i, product);
            }
        }
    }
}
