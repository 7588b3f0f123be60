namespace CovidClassifier.Onnx.Gradients;

/// <summary>Y = X^p: dX = dY p X^(p-1) and dp = dY Y ln X, the latter 0 where X is not above 0.</summary>
internal sealed class PowGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Pow"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string gradient = scope.OutputGradient(0)!;
        if (scope.Wants(0))
        {
            string p = builder.Add("CastLike", [node.Input[1], node.Input[0]]);
            string power = builder.Add("Pow", [node.Input[0], builder.Add("Sub", [p, builder.Constant(1f)])]);
            scope.AccumulateBroadcast(0, builder.Add("Mul", [gradient, builder.Add("Mul", [p, power])]));
        }

        if (scope.Wants(1))
        {
            string logarithm = builder.Choose(builder.Add("Greater", [node.Input[0], builder.Constant(0f)]), builder.Add("Log", [node.Input[0]]));
            scope.AccumulateBroadcast(1, builder.Add("Mul", [gradient, builder.Add("Mul", [node.Output[0], logarithm])]));
        }
    }
}
