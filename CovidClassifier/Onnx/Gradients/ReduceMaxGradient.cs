namespace CovidClassifier.Onnx.Gradients;

/// <summary>The first greatest (or least) of the reduced elements gets the gradient.</summary>
internal sealed class ReduceMaxGradient() : FirstInputGradient("ReduceMax", "ReduceMin")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        long[] shape = scope.Shape(scope.Node.Input[0]);
        int[] axes = Reduction.Axes(scope);
        long[] order = [.. Enumerable.Range(0, shape.Length).Except(axes).Concat(axes).Select(i => (long)i)];
        long[] ordered = [.. order.Select(i => shape[i])];
        long[] rows = [ordered[..^axes.Length].Product(), ordered[^axes.Length..].Product()];
        string x = builder.Reshape(builder.Transpose(scope.Node.Input[0], order), rows);
        string first = builder.FirstExtreme(
            scope.Node.OpType == "ReduceMax" ? "ArgMax" : "ArgMin", x, rows, builder.Reshape(gradient, [rows[0], 1]));
        return builder.Transpose(builder.Reshape(first, ordered), GradientVerbs.Inverse(order));
    }
}
