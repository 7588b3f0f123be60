namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// A convolution run backwards, so everything changes places: the input's gradient is the convolution, the weight's is <see cref="ConvWeight"/> of the gradient
/// and the input.
/// </summary>
internal sealed class ConvTransposeGradient : IOperatorGradient
{
    public IReadOnlyList<string> OpTypes => ["ConvTranspose"];

    public bool IsDifferentiable(NodeProto node, int input) => true;

    public void Build(GradientScope scope)
    {
        NodeProto node = scope.Node;
        GraphBuilder builder = scope.Builder;
        string gradient = scope.OutputGradient(0)!;
        long[] narrow = scope.Shape(node.Input[0]);
        long[] wide = scope.Shape(node.Output[0]);
        long[] kernel = scope.Shape(node.Input[1])[2..];
        long group = node.Int("group", 1);
        if (node.Has("output_shape") || node.Text("auto_pad", "NOTSET") != "NOTSET")
        {
            throw new NetworkException(
                $"{node.Describe()} cannot be trained through: give its padding by pads and output_padding, not by output_shape or auto_pad.");
        }

        var window = Window.Of(node, kernel, wide.AsSpan(2), narrow.AsSpan(2));
        if (scope.Wants(0))
        {
            scope.Accumulate(0, InputGradient(builder, gradient, node.Input[1], window, group));
        }

        if (scope.Wants(1))
        {
            scope.Accumulate(1, ConvWeight.Gradient(builder, gradient, node.Input[0], window, group, wide, narrow));
        }

        if (scope.Wants(2))
        {
            scope.Accumulate(2, builder.SumOverAllButChannels(gradient, wide.Length));
        }
    }

    private static string InputGradient(GraphBuilder builder, string gradient, string weight, Window window, long group) =>
        builder.Add(
            "Conv",
            [gradient, weight],
            Attributes.Of("kernel_shape", window.Kernel),
            Attributes.Of("strides", window.Strides),
            Attributes.Of("dilations", window.Dilations),
            Attributes.Of("pads", window.Pads),
            Attributes.Of("group", group));
}
