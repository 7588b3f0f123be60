namespace CovidClassifier.Onnx.Gradients;

/// <summary>dX = dY 2 / sqrt(pi) e^(-X^2).</summary>
internal sealed class ErfGradient() : FirstInputGradient("Erf")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string x = scope.Node.Input[0];
        string bell = builder.Add("Exp", [builder.Add("Neg", [builder.Add("Mul", [x, x])])]);
        return builder.Add("Mul", [gradient, builder.Scale(bell, 2 / Math.Sqrt(Math.PI))]);
    }
}
