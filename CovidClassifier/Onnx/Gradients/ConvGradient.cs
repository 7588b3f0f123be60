namespace CovidClassifier.Onnx.Gradients;

/// <summary>The input's gradient is the transposed convolution, the bias's a sum, the weight's is <see cref="ConvWeight"/>.</summary>
internal sealed class ConvGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["Conv"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        string gradient = scope.OutputGradient(0)!;
        long[] wide = scope.Shape(node.Input[0]);
        long[] narrow = scope.Shape(node.Output[0]);
        long[] weight = scope.Shape(node.Input[1]);
        long group = node.Int("group", 1);
        var window = Window.Of(node, weight[2..], wide.AsSpan(2), narrow.AsSpan(2));
        if (scope.Wants(0))
        {
            scope.Accumulate(0, InputGradient(scope.Builder, gradient, node.Input[1], window, group, wide, narrow));
        }

        if (scope.Wants(1))
        {
            scope.Accumulate(1, ConvWeight.Gradient(scope.Builder, node.Input[0], gradient, window, group, wide, narrow));
        }

        if (scope.Wants(2))
        {
            scope.Accumulate(2, scope.Builder.SumOverAllButChannels(gradient, narrow.Length));
        }
    }

    private static string InputGradient(GraphBuilder builder, string gradient, string weight, Window window, long group, long[] wide, long[] narrow)
    {
        // what the last window leaves unread at the end
        long[] rest = [.. Enumerable.Range(0, window.Rank).Select(i => wide[i + 2] + window.Begin[i] + window.End[i] - window.Reach(i, narrow[i + 2]))];
        return builder.Add(
            "ConvTranspose",
            [gradient, weight],
            Attributes.Of("kernel_shape", window.Kernel),
            Attributes.Of("strides", window.Strides),
            Attributes.Of("dilations", window.Dilations),
            Attributes.Of("pads", window.Pads),
            Attributes.Of("output_padding", rest),
            Attributes.Of("group", group));
    }
}
