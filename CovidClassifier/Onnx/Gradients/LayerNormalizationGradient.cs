namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// Y = scale (X - mean) r + B with the statistics taken over the trailing axes (Ba et al. 2016, "Layer Normalization"); the gradient is
/// <see cref="Normalization"/>'s. The forward node reports mean and r as further outputs.
/// </summary>
internal sealed class LayerNormalizationGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["LayerNormalization"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string gradient = scope.OutputGradient(0)!;
        long[] shape = scope.Shape(node.Input[0]);
        int axis = GradientVerbs.Axis(node.Int("axis", -1), shape.Length);
        long[] axes = [.. Enumerable.Range(axis, shape.Length - axis).Select(i => (long)i)];
        string mean = builder.ExtraOutput(node, 1);
        string r = builder.ExtraOutput(node, 2);
        string normal = builder.Add("Mul", [builder.Add("Sub", [node.Input[0], mean]), r]);
        if (scope.Wants(0))
        {
            scope.Accumulate(0, Normalization.InputGradient(builder, builder.Add("Mul", [gradient, node.Input[1]]), normal, r, axes));
        }

        if (scope.Wants(1))
        {
            scope.AccumulateBroadcast(1, builder.Add("Mul", [gradient, normal]));
        }

        if (scope.Wants(2))
        {
            scope.AccumulateBroadcast(2, gradient);
        }
    }
}
