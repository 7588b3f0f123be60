namespace CovidClassifier.Onnx.Gradients;

/// <summary>dX = dY / (2 Y).</summary>
internal sealed class SqrtGradient() : FirstInputGradient("Sqrt")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Add("Div", [builder.Scale(gradient, 0.5), scope.Node.Output[0]]);
}
