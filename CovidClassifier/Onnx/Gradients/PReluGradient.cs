namespace CovidClassifier.Onnx.Gradients;

/// <summary>Passes where X is above 0, elsewhere times the slope; the slope gets dY X there.</summary>
internal sealed class PReluGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["PRelu"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string gradient = scope.OutputGradient(0)!;
        string positive = builder.Add("Greater", [node.Input[0], builder.Constant(0f)]);
        if (scope.Wants(0))
        {
            scope.AccumulateBroadcast(0, builder.Add("Where", [positive, gradient, builder.Add("Mul", [gradient, node.Input[1]])]));
        }

        if (scope.Wants(1))
        {
            string product = builder.Add("Mul", [gradient, builder.Add("Min", [node.Input[0], builder.Constant(0f)])]);
            scope.AccumulateBroadcast(1, product);
        }
    }
}
