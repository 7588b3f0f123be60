namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// Inference form, Y = scale (X - mean) r + B with r = 1 / sqrt(variance + epsilon) and both statistics fixed:
/// dX = dY scale r, dscale = r (sum of dY X - mean sum of dY), dB = sum of dY, summed over all axes but the channel's.
/// </summary>
internal sealed class BatchNormalizationGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["BatchNormalization"];

    public bool IsDifferentiable(NodeProto node, int input) => input <= 2;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string gradient = scope.OutputGradient(0)!;
        long[] shape = scope.Shape(node.Input[0]);
        long[] axes = [.. Enumerable.Range(0, shape.Length).Where(i => i != 1).Select(i => (long)i)];
        string variance = builder.Add("Add", [node.Input[4], builder.Constant(node.Float("epsilon", 1e-5f))]);
        string r = builder.Add("Reciprocal", [builder.Add("Sqrt", [variance])]);
        if (scope.Wants(0))
        {
            string factor = builder.Reshape(builder.Add("Mul", [node.Input[1], r]), [shape[1], .. axes.Skip(1).Select(_ => 1L)]);
            scope.Accumulate(0, builder.Add("Mul", [gradient, factor]));
        }

        if (!scope.Wants(1) && !scope.Wants(2))
        {
            return;
        }

        string sum = builder.ReduceSum(gradient, axes, keepDims: false);
        if (scope.Wants(1))
        {
            string product = builder.ReduceSum(builder.Add("Mul", [gradient, node.Input[0]]), axes, keepDims: false);
            string centred = builder.Add("Sub", [product, builder.Add("Mul", [node.Input[3], sum])]);
            scope.Accumulate(1, builder.Add("Mul", [centred, r]));
        }

        if (scope.Wants(2))
        {
            scope.Accumulate(2, sum);
        }
    }
}
