namespace CovidClassifier.Onnx.Gradients;

/// <summary>The derivative of ln(1 + e^x) is the logistic function.</summary>
internal sealed class SoftplusGradient() : FirstInputGradient("Softplus")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient) =>
        builder.Add("Mul", [gradient, builder.Add("Sigmoid", [scope.Node.Input[0]])]);
}
