namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// With Y spread over the reduced axes again: ReduceL1 dX = dY sign X, ReduceL2 dX = dY X / Y (0 where Y is 0), ReduceSumSquare dX = 2 dY X,
/// ReduceLogSumExp dX = dY e^(X - Y).
/// </summary>
internal sealed class ReduceNormGradient() : FirstInputGradient("ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        string x = node.Input[0];
        long[] narrow = scope.Shape(node.Output[0]);
        long[] kept = Reduction.KeptShape(scope);
        string spread = builder.Reshape(gradient, narrow, kept);
        string y = builder.Reshape(node.Output[0], narrow, kept);
        return node.OpType switch
        {
            "ReduceL1" => builder.Add("Mul", [spread, builder.Add("Sign", [x])]),
            "ReduceSumSquare" => builder.Add("Mul", [builder.Scale(spread, 2), x]),
            "ReduceLogSumExp" => builder.Add("Mul", [spread, builder.Add("Exp", [builder.Add("Sub", [x, y])])]),
            _ => builder.Add("Mul", [builder.Choose(builder.Add("Greater", [y, builder.Constant(0f)]), builder.Add("Div", [spread, y])), x]),
        };
    }
}
