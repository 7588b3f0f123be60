namespace CovidClassifier.Onnx.Gradients;

/// <summary>dX = dY (1 - Y^2).</summary>
internal sealed class TanhGradient() : FirstInputGradient("Tanh")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Add("Mul", [gradient, builder.OneMinusSquare(scope.Node.Output[0])]);
}
