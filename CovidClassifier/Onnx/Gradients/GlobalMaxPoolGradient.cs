namespace CovidClassifier.Onnx.Gradients;

/// <summary>A channel's first maximum, row by row, gets its gradient.</summary>
internal sealed class GlobalMaxPoolGradient() : FirstInputGradient("GlobalMaxPool")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        long[] shape = scope.Shape(scope.Node.Input[0]);
        long[] rows = [shape[0], shape[1], shape[2..].Product()];
        string first =
            builder.FirstExtreme("ArgMax", builder.Reshape(scope.Node.Input[0], shape, rows), rows, builder.Reshape(gradient, [shape[0], shape[1], 1]));
        return builder.Reshape(first, rows, shape);
    }
}
