namespace CovidClassifier.Onnx.Gradients;

/// <summary>Y = A / B: dA = dY / B and dB = -dY Y / B.</summary>
internal sealed class DivGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Div"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string quotient = builder.Add("Div", [scope.OutputGradient(0)!, node.Input[1]]);
        if (scope.Wants(0))
        {
            scope.AccumulateBroadcast(0, quotient);
        }

        if (scope.Wants(1))
        {
            scope.AccumulateBroadcast(1, builder.Add("Neg", [builder.Add("Mul", [quotient, node.Output[0]])]));
        }
    }
}
