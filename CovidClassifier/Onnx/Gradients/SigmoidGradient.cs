namespace CovidClassifier.Onnx.Gradients;

/// <summary>s' = s (1 - s).</summary>
internal sealed class SigmoidGradient() : FirstInputGradient("Sigmoid")
{
    protected override string InputGradient(GradientScope scope, GraphBuilder builder, string gradient)
    {
        string y = scope.Node.Output[0];
        string slope = builder.Add("Mul", [y, builder.Add("Sub", [builder.Constant(1f), y])]);
        return builder.Add("Mul", [gradient, slope]);
    }
}
