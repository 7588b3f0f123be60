namespace CovidClassifier.Onnx.Gradients;

/// <summary>x / (1 + |x|): the derivative is 1 / (1 + |x|)^2, which is (1 - |y|)^2.</summary>
internal sealed class SoftsignGradient() : FirstInputGradient("Softsign")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string rest = builder.Add("Sub", [builder.Constant(1f), builder.Add("Abs", [scope.Node.Output[0]])]);
        return builder.Add("Mul", [gradient, builder.Add("Mul", [rest, rest])]);
    }
}
