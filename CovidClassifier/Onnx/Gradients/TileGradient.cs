namespace CovidClassifier.Onnx.Gradients;

/// <summary>Adds up the copies.</summary>
internal sealed class TileGradient() : FirstInputGradient("Tile")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        long[] shape = scope.Shape(scope.Node.Input[0]);
        long[] whole = scope.Shape(scope.Node.Output[0]);
        long[] copies = [.. shape.SelectMany((length, i) => new[] { whole[i] / length, length })];
        long[] axes = [.. shape.Select((_, i) => 2L * i)];
        return builder.ReduceSum(builder.Reshape(gradient, copies), axes, keepDims: false);
    }
}
