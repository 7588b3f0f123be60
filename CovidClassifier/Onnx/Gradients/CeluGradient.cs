namespace CovidClassifier.Onnx.Gradients;

/// <summary>max(0, x) + min(0, alpha (e^(x / alpha) - 1)): the derivative is e^(x / alpha) below 0, 1 above.</summary>
internal sealed class CeluGradient() : FirstInputGradient("Celu")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string negative = builder.Add("Min", [scope.Node.Input[0], builder.Constant(0f)]);
        return builder.Add("Mul", [gradient, builder.Add("Exp", [builder.Scale(negative, 1 / scope.Node.Float("alpha", 1))])]);
    }
}
