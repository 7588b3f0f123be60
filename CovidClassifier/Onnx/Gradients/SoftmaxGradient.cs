namespace CovidClassifier.Onnx.Gradients;

/// <summary>Softmax: dX = Y (dY - sum of dY Y). LogSoftmax: dX = dY - e^Y sum of dY. Sums run over the node's axis.</summary>
internal sealed class SoftmaxGradient() : FirstInputGradient("Softmax", "LogSoftmax")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        NodeProto node = scope.Node;
        string y = node.Output[0];
        long[] axis = [GradientVerbs.Axis(node.Int("axis", -1), scope.Shape(y).Length)];
        if (node.OpType == "LogSoftmax")
        {
            string total = builder.ReduceSum(gradient, axis, keepDims: true);
            return builder.Add("Sub", [gradient, builder.Add("Mul", [builder.Add("Exp", [y]), total])]);
        }

        string sum = builder.ReduceSum(builder.Add("Mul", [gradient, y]), axis, keepDims: true);
        return builder.Add("Mul", [y, builder.Add("Sub", [gradient, sum])]);
    }
}
