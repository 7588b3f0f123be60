namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// Y = scale (X - mean) r + B with the statistics taken per image and channel (Ulyanov et al. 2016, "Instance Normalization"); group normalisation is exported
/// as this between two reshapes. The gradient is <see cref="Normalization"/>'s.
/// </summary>
internal sealed class InstanceNormalizationGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["InstanceNormalization"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string gradient = scope.OutputGradient(0)!;
        long[] shape = scope.Shape(node.Input[0]);
        long[] axes = [.. Enumerable.Range(2, shape.Length - 2).Select(i => (long)i)];
        string centred = builder.Add("Sub", [node.Input[0], Normalization.Mean(builder, node.Input[0], axes)]);
        string variance = Normalization.Mean(builder, builder.Add("Mul", [centred, centred]), axes);
        string r = builder.Add("Reciprocal", [builder.Add("Sqrt", [builder.Add("Add", [variance, builder.Constant(node.Float("epsilon", 1e-5f))])])]);
        string normal = builder.Add("Mul", [centred, r]);
        if (scope.Wants(0))
        {
            string scale = builder.Reshape(node.Input[1], [shape[1], .. axes.Select(_ => 1L)]);
            scope.Accumulate(0, Normalization.InputGradient(builder, builder.Add("Mul", [gradient, scale]), normal, r, axes));
        }

        if (scope.Wants(1))
        {
            scope.Accumulate(1, builder.SumOverAllButChannels(builder.Add("Mul", [gradient, normal]), shape.Length));
        }

        if (scope.Wants(2))
        {
            scope.Accumulate(2, builder.SumOverAllButChannels(gradient, shape.Length));
        }
    }
}
