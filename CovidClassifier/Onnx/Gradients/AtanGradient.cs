namespace CovidClassifier.Onnx.Gradients;

/// <summary>dX = dY / (1 + X^2).</summary>
internal sealed class AtanGradient() : FirstInputGradient("Atan")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string x = scope.Node.Input[0];
        return builder.Add("Div", [gradient, builder.Add("Add", [builder.Add("Mul", [x, x]), builder.Constant(1f)])]);
    }
}
